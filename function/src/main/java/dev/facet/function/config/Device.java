package dev.facet.function.config;

/** What networks may run on. */
public enum Device {
  /** A GPU if one can be used, and otherwise processors. */
  AUTO,
  /** Processors, whatever else is there. */
  CPU,
  /** A GPU; without it the function is not ready. */
  CUDA
}
