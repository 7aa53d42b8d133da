package dev.facet.function.config;

/** How cuDNN's algorithm for a convolution is found, once for each size of batch. */
public enum ConvSearch {
  /** By timing all of them: slow the first time, fastest afterwards. */
  EXHAUSTIVE,
  /** By what cuDNN expects of them. */
  HEURISTIC,
  /** Always the same one. */
  FIXED
}
