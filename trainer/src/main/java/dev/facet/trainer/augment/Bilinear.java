package dev.facet.trainer.augment;

/**
 * Reads colours between the pixels of a face.
 *
 * @param width pixels of a row of the face
 * @param height rows of the face
 */
record Bilinear(int width, int height) {
  /**
   * The colour at a place, pixel (x, y) having its centre at that very place.
   *
   * @param rgb the face, {@code height * width * 3} bytes
   * @param into takes red, green and blue, 0..255
   * @return false, and nothing taken, where the place lies outside of all pixels
   */
  boolean read(byte[] rgb, float x, float y, float[] into) {
    if (!(x >= -0.5f && y >= -0.5f && x <= width - 0.5f && y <= height - 0.5f)) {
      return false;
    }
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    float partX = x - left;
    float partY = y - top;
    int right = Math.min(left + 1, width - 1);
    int upper = Math.max(top, 0) * width;
    int lower = Math.min(top + 1, height - 1) * width;
    left = Math.max(left, 0);
    for (int c = 0; c < InputSpec.CHANNELS; c++) {
      float above = between(rgb, upper + left, upper + right, c, partX);
      float below = between(rgb, lower + left, lower + right, c, partX);
      into[c] = above + partY * (below - above);
    }
    return true;
  }

  private static float between(byte[] rgb, int left, int right, int channel, float part) {
    float from = rgb[left * InputSpec.CHANNELS + channel] & 0xff;
    return from + part * ((rgb[right * InputSpec.CHANNELS + channel] & 0xff) - from);
  }
}
