package dev.facet.trainer.evaluate;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * How good the predictions for some faces are.
 *
 * @param images how many faces were judged
 * @param majoritySource what the majority baseline learnt from
 * @param means over the attributes
 * @param attributes one after the other, in label order
 * @param reliability the predictions of all attributes together, by their probability
 */
public record Metrics(
    int images,
    MajoritySource majoritySource,
    MeanMetrics means,
    List<AttributeMetrics> attributes,
    List<ReliabilityBin> reliability) {
  /**
   * Takes copies.
   *
   * @throws IllegalArgumentException if there are no images or no attributes
   */
  public Metrics {
    requireNonNull(majoritySource, "majoritySource is null");
    requireNonNull(means, "means is null");
    attributes = List.copyOf(attributes);
    reliability = List.copyOf(reliability);
    if (images <= 0 || attributes.isEmpty()) {
      throw new IllegalArgumentException(
          "metrics need images and attributes, found %d and %d"
              .formatted(images, attributes.size()));
    }
  }
}
