package dev.facet.function.config;

/** The type of most numbers in a form of a network. */
public enum Precision {
  /** What the network was trained in. */
  FLOAT32,
  /** Faster on processors, a little less accurate. */
  INT8
}
