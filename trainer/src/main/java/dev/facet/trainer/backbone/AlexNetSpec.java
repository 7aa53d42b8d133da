package dev.facet.trainer.backbone;

import dev.facet.trainer.rule.Rules;
import java.util.List;

/**
 * AlexNet with batch normalisation, without its fully connected layers, in the form of Simon,
 * Rodner and Denzler 2016 ("AlexNet_cvgj"): five convolutions, each with normalisation and
 * rectifier, and 3x3 max-pools with stride 2 after the first, second and fifth. The published size
 * is widths 96, 256, 384, 384, 256, kernels 11, 5, 3, 3, 3, groups 1, 2, 1, 2, 2, stem stride 4
 * without padding: images of 227 or 256 pixels end in 256 maps of 6x6.
 *
 * @param stemStride stride of the first convolution, at least 1
 * @param stemPadding zeros on each side of the images, 0 or more
 * @param poolPadding padding of the max-pools, 0 or 1
 * @param widths channels that each convolution gives out
 * @param kernels extent of each kernel, odd; all but the first are padded by half of it
 * @param groups into how many parts each convolution divides its inputs and outputs; 1 for the
 *     first
 */
public record AlexNetSpec(
    int stemStride,
    int stemPadding,
    int poolPadding,
    List<Integer> widths,
    List<Integer> kernels,
    List<Integer> groups)
    implements BackboneSpec {
  /** How many convolutions it has. */
  static final int DEPTH = 5;

  /**
   * Checks every field.
   *
   * @throws IllegalArgumentException if one breaks its rule
   */
  public AlexNetSpec {
    widths = List.copyOf(widths);
    kernels = List.copyOf(kernels);
    groups = List.copyOf(groups);
    Rules.atLeastOne("stemStride", stemStride);
    Rules.count("stemPadding", stemPadding);
    if (poolPadding != 0 && poolPadding != 1) {
      throw new IllegalArgumentException("poolPadding must be 0 or 1, found " + poolPadding);
    }
    if (widths.size() != DEPTH || kernels.size() != DEPTH || groups.size() != DEPTH) {
      throw new IllegalArgumentException(
          "widths, kernels and groups must be %d each, found %d, %d and %d"
              .formatted(DEPTH, widths.size(), kernels.size(), groups.size()));
    }
    widths.forEach(width -> Rules.atLeastOne("widths", width));
    groups.forEach(group -> Rules.atLeastOne("groups", group));
    for (int kernel : kernels) {
      Rules.odd("kernels", kernel);
    }
    if (groups.getFirst() != 1) {
      throw new IllegalArgumentException(
          "groups must begin with 1, since images are not divided, found " + groups.getFirst());
    }
    requireWholeGroups(widths, groups);
  }

  private static void requireWholeGroups(List<Integer> widths, List<Integer> groups) {
    for (int i = 1; i < DEPTH; i++) {
      if (widths.get(i - 1) % groups.get(i) != 0 || widths.get(i) % groups.get(i) != 0) {
        throw new IllegalArgumentException(
            "groups must divide a convolution's inputs and outputs, found %d of %d and %d channels"
                .formatted(groups.get(i), widths.get(i - 1), widths.get(i)));
      }
    }
  }

  @Override
  public Backbone backbone() {
    return new AlexNetBackbone(this);
  }
}
