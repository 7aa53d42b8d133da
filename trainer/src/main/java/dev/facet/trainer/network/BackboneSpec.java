package dev.facet.trainer.network;

import java.util.List;

/**
 * A residual backbone (He et al. 2016) of basic blocks: a 3x3 stem with stride 2, a max-pool, then
 * one stage per entry of the lists.
 *
 * @param widths channels of each stage; the stem has the first's
 * @param blocks residual blocks of each stage
 * @param strides stride of each stage's first block, 1 or 2
 */
public record BackboneSpec(List<Integer> widths, List<Integer> blocks, List<Integer> strides) {
  /**
   * Checks every field.
   *
   * @throws IllegalArgumentException if one breaks its rule
   */
  public BackboneSpec {
    widths = List.copyOf(widths);
    blocks = List.copyOf(blocks);
    strides = List.copyOf(strides);
    if (widths.isEmpty() || widths.size() != blocks.size() || widths.size() != strides.size()) {
      throw new IllegalArgumentException(
          "widths, blocks and strides must be as many as there are stages, found %d, %d and %d"
              .formatted(widths.size(), blocks.size(), strides.size()));
    }
    widths.forEach(width -> requirePositive("widths", width));
    blocks.forEach(count -> requirePositive("blocks", count));
    for (int stride : strides) {
      if (stride != 1 && stride != 2) {
        throw new IllegalArgumentException("strides must be 1 or 2, found " + stride);
      }
    }
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be positive, found " + value);
    }
  }
}
