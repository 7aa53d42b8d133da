package dev.facet.function.image;

/**
 * A part of a picture in real pixel coordinates: pixel {@code i} covers {@code i} to {@code i + 1}.
 */
record Box(double left, double top, double right, double bottom) {
  /** Checks that the box has an area. */
  Box {
    if (!(left >= 0 && top >= 0 && right > left && bottom > top)) {
      throw new IllegalArgumentException(
          "a box must lie right and below of 0,0 and have an area, found "
              + left
              + ","
              + top
              + " to "
              + right
              + ","
              + bottom);
    }
  }

  /**
   * The largest centred box of a picture that has the shape of the target: what "cover" keeps.
   *
   * @param width of the picture, at least 1
   * @param height of the picture, at least 1
   */
  static Box cover(int width, int height, int targetWidth, int targetHeight) {
    double boxWidth = width;
    double boxHeight = height;
    if ((long) width * targetHeight >= (long) height * targetWidth) {
      boxWidth = (double) height * targetWidth / targetHeight;
    } else {
      boxHeight = (double) width * targetHeight / targetWidth;
    }
    double left = (width - boxWidth) / 2;
    double top = (height - boxHeight) / 2;
    return new Box(left, top, left + boxWidth, top + boxHeight);
  }

  double width() {
    return right - left;
  }

  double height() {
    return bottom - top;
  }
}
