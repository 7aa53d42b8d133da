package dev.facet.trainer.augment;

import dev.facet.trainer.rule.Rules;
import java.util.List;

/**
 * Geometry and normalisation of a network's input. Faces of {@code height x width} pixels are
 * cropped to {@code cropHeight x cropWidth} and every value v (0..255) of channel c becomes {@code
 * (v / 255 - mean[c]) / std[c]}, giving {@code [3, cropHeight, cropWidth]}.
 *
 * @param width pixels of a row before the crop
 * @param height rows before the crop
 * @param cropWidth pixels of a row of the input, at most the width
 * @param cropHeight rows of the input, at most the height
 * @param mean for red, green and blue what is subtracted, in 0..1
 * @param std for red, green and blue what is divided by, above 0
 */
public record InputSpec(
    int width, int height, int cropWidth, int cropHeight, List<Double> mean, List<Double> std) {
  /** Red, green and blue. */
  public static final int CHANNELS = 3;

  /**
   * Checks every field.
   *
   * @throws IllegalArgumentException if one breaks its rule
   */
  public InputSpec {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    requireCrop("width", cropWidth, width);
    requireCrop("height", cropHeight, height);
    for (double value : requireChannels("mean", mean)) {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException("mean must be in 0..1, found " + value);
      }
    }
    for (double value : requireChannels("std", std)) {
      Rules.positive("std", value);
    }
  }

  /** Bytes of a stored face: {@code height * width * 3}. */
  public int bytesPerFace() {
    return height * width * CHANNELS;
  }

  /** Values of a face as the network sees it: {@code 3 * cropHeight * cropWidth}. */
  public int valuesPerFace() {
    return CHANNELS * cropHeight * cropWidth;
  }

  /** First column of the centred crop, rounded down. */
  public int centreX() {
    return (width - cropWidth) / 2;
  }

  /** First row of the centred crop, rounded down. */
  public int centreY() {
    return (height - cropHeight) / 2;
  }

  private static void requireCrop(String side, int crop, int full) {
    if (crop <= 0 || crop > full) {
      throw new IllegalArgumentException(
          "the crop's %s must be in 1..%d, the %s of the faces, found %d"
              .formatted(side, full, side, crop));
    }
  }

  private static List<Double> requireChannels(String name, List<Double> values) {
    if (values.size() != CHANNELS) {
      throw new IllegalArgumentException(
          "%s must have %d values, found %s".formatted(name, CHANNELS, values));
    }
    return values;
  }
}
