package dev.facet.function.config;

/** By how much the memory that ONNX Runtime keeps on a GPU grows. */
public enum ArenaGrowth {
  /** By what a network needs. */
  AS_REQUESTED,
  /** By powers of two: fewer requests to the driver, more memory. */
  POWERS_OF_TWO
}
