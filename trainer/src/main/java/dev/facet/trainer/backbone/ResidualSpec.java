package dev.facet.trainer.backbone;

import dev.facet.trainer.rule.Rules;
import java.util.List;

/**
 * A residual backbone (He et al. 2016): a stem with stride 2, a max-pool, then one stage per entry
 * of the lists. ResNet-34 is stem 7 of 64, basic blocks, widths 64 to 512, blocks 3-4-6-3 and
 * strided shortcuts; ResNet-50 has bottleneck blocks and widths 256 to 2048.
 *
 * @param stem extent of the stem's kernel, 3 or 7
 * @param stemWidth channels of the stem
 * @param block what a stage is made of
 * @param shortcut how a block's input meets its output where their extents differ
 * @param squeeze reduction of a squeeze-and-excitation block at each residual block's end, or 0 for
 *     none (Hu et al. 2018 use 16)
 * @param widths channels that each stage gives out
 * @param blocks residual blocks of each stage
 * @param strides stride of each stage's first block, 1 or 2
 */
public record ResidualSpec(
    int stem,
    int stemWidth,
    Block block,
    Shortcut shortcut,
    int squeeze,
    List<Integer> widths,
    List<Integer> blocks,
    List<Integer> strides)
    implements BackboneSpec {

  /** The kinds of residual blocks (He et al. 2016, figure 5). */
  public enum Block {
    /** Two 3x3 convolutions. */
    BASIC,
    /** 1x1, 3x3 and 1x1 convolutions, the inner ones a quarter as wide. */
    BOTTLENECK
  }

  /** The kinds of shortcuts. */
  public enum Shortcut {
    /** A 1x1 convolution with the block's stride (He et al. 2016, option B). */
    STRIDED,
    /**
     * A 2x2 mean-pool before a 1x1 convolution (He et al. 2019, "ResNet-D"), so that no position is
     * skipped.
     */
    POOLED
  }

  /**
   * Checks every field.
   *
   * @throws IllegalArgumentException if one breaks its rule
   */
  public ResidualSpec {
    widths = List.copyOf(widths);
    blocks = List.copyOf(blocks);
    strides = List.copyOf(strides);
    if (stem != 3 && stem != 7) {
      throw new IllegalArgumentException("stem must be 3 or 7, found " + stem);
    }
    Rules.atLeastOne("stemWidth", stemWidth);
    Rules.count("squeeze", squeeze);
    if (widths.isEmpty() || widths.size() != blocks.size() || widths.size() != strides.size()) {
      throw new IllegalArgumentException(
          "widths, blocks and strides must be as many as there are stages, found %d, %d and %d"
              .formatted(widths.size(), blocks.size(), strides.size()));
    }
    for (int width : widths) {
      Rules.atLeastOne("widths", width);
      if (block == Block.BOTTLENECK && width % 4 != 0) {
        throw new IllegalArgumentException(
            "widths of bottleneck blocks must be multiples of 4, found " + width);
      }
    }
    blocks.forEach(count -> Rules.atLeastOne("blocks", count));
    for (int stride : strides) {
      if (stride != 1 && stride != 2) {
        throw new IllegalArgumentException("strides must be 1 or 2, found " + stride);
      }
    }
  }

  /** How many times the extents of the last level go into those of the image. */
  public int reduction() {
    return strides.stream().reduce(4, (a, b) -> a * b);
  }

  @Override
  public Backbone backbone() {
    return new ResidualBackbone(this);
  }
}
