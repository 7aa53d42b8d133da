package dev.facet.function.image;

import dev.facet.function.problem.ProblemException;
import dev.facet.function.problem.ProblemType;

/** How many pixels one request may still have decoded. Not safe for several threads. */
public final class PixelAllowance {
  private final long perImage;
  private final long perRequest;
  private long left;

  /**
   * A fresh allowance.
   *
   * @param perImage the most pixels of one image, at least 1
   * @param perRequest the most pixels of all images together, at least 1
   */
  public PixelAllowance(long perImage, long perRequest) {
    if (perImage < 1 || perRequest < 1) {
      throw new IllegalArgumentException(
          "pixel limits must be positive, found " + perImage + " and " + perRequest);
    }
    this.perImage = perImage;
    this.perRequest = perRequest;
    this.left = perRequest;
  }

  /**
   * Takes an image's pixels from the allowance, before they are decoded.
   *
   * @throws ProblemException when the image has too many
   */
  void take(long width, long height, String where) {
    // sides up to 2^32 - 1 each: the product may not fit a long, so compare by division
    if (height > perImage || width > perImage / height) {
      throw new ProblemException(
          ProblemType.IMAGE_TOO_LARGE,
          "%s has %d x %d pixels where %d are allowed; scale it down."
              .formatted(where, width, height, perImage));
    }
    if (width * height > left) {
      throw new ProblemException(
          ProblemType.IMAGE_TOO_LARGE,
          "%s has %d x %d pixels, and the images before it left %d of the %d allowed in one request; send it in another."
              .formatted(where, width, height, left, perRequest));
    }
    left -= width * height;
  }
}
