package dev.facet.trainer.graph;

import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Feature maps on their way through a network: a variable {@code [N, C, H, W]} with its extents
 * known, whatever the batch size N.
 *
 * @param variable the maps
 * @param channels C
 * @param height H
 * @param width W
 */
public record Features(SDVariable variable, int channels, int height, int width) {

  /** Other maps of the same extents. */
  public Features with(SDVariable other) {
    return new Features(other, channels, height, width);
  }

  /** The sum with maps of the same extents. */
  public Features plus(Features other) {
    return with(variable.add(other.variable()));
  }

  /** H * W. */
  public int plane() {
    return height * width;
  }
}
