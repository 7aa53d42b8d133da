package dev.facet.bench.training;

import java.util.Optional;

/**
 * The layers that a case is written in, so that both sides train one description.
 *
 * @param <T> feature maps {@code [N, C, H, W]} as a side knows them
 */
interface Blocks<T> {
  /** A square convolution without bias, padded by {@code kernel / 2}. */
  T convolution(String name, T input, int outputs, int kernel, int stride);

  /** Batch normalisation, the sum with a residual if there is one, and the rectifier if asked. */
  T norm(String name, T input, boolean relu, Optional<T> residual);

  /** Maximum over 3x3 windows with stride 2 and padding 1. */
  T maxPool(String name, T input);

  /** Mean over 2x2 windows with stride 2; odd extents end in a smaller window. */
  T meanPool(String name, T input);

  /** How many channels the maps have. */
  int channels(T maps);
}
