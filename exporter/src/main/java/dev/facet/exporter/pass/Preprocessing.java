package dev.facet.exporter.pass;

import java.util.List;

/**
 * What happens to a face before the network sees it: a crop from the middle, then for every channel
 * c {@code (v / 255 - mean[c]) / std[c]}.
 *
 * @param height rows of the face
 * @param width pixels of a row of the face
 * @param cropHeight rows that the network sees, at most the height
 * @param cropWidth pixels of a row that the network sees, at most the width
 * @param mean of red, green and blue, in 0..1
 * @param std of red, green and blue, above 0
 */
public record Preprocessing(
    int height, int width, int cropHeight, int cropWidth, List<Double> mean, List<Double> std) {
  /** The name of every network's input, before and after preprocessing is baked. */
  public static final String INPUT = "images";

  /** Red, green and blue. */
  public static final int CHANNELS = 3;

  /**
   * Checks and copies.
   *
   * @throws IllegalArgumentException if a field breaks its rule
   */
  public Preprocessing {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    if (cropHeight < 1 || cropWidth < 1 || cropHeight > height || cropWidth > width) {
      throw new IllegalArgumentException(
          "the crop must lie in the face of %dx%d, found %dx%d"
              .formatted(height, width, cropHeight, cropWidth));
    }
    if (mean.size() != CHANNELS || std.size() != CHANNELS) {
      throw new IllegalArgumentException(
          "mean and std must have 3 values each, found %s and %s".formatted(mean, std));
    }
    if (std.stream().anyMatch(value -> !(value > 0))) {
      throw new IllegalArgumentException("std must be above 0, found " + std);
    }
  }

  /** The first row of the crop, rounded down. */
  public int top() {
    return (height - cropHeight) / 2;
  }

  /** The first column of the crop, rounded down. */
  public int left() {
    return (width - cropWidth) / 2;
  }

  /** Whether the crop is less than the face. */
  public boolean crops() {
    return cropHeight < height || cropWidth < width;
  }
}
