package dev.facet.exporter.export;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.pass.Preprocessing;

/**
 * The golden image: a face of nobody, drawn by arithmetic alone, so that every machine draws the
 * same bytes. Whoever serves a bundle reads it once and compares the answers with those of the
 * export.
 */
final class GoldenFace {
  /** Its file in a bundle: a binary portable pixmap, which takes no decoder to read. */
  static final String FILE = "golden.ppm";

  private static final int[] BACKGROUND = {70, 110, 150};
  private static final int[] HAIR = {60, 40, 30};
  private static final int[] SKIN = {220, 175, 145};
  private static final int[] EYES = {35, 30, 40};
  private static final int[] MOUTH = {165, 60, 70};
  private static final int GRAIN = 16;

  private final int height;
  private final int width;
  private final byte[] pixels;

  private GoldenFace(int height, int width) {
    this.height = height;
    this.width = width;
    this.pixels = new byte[height * width * Preprocessing.CHANNELS];
  }

  /**
   * Draws it.
   *
   * @param height of the model's input
   * @param width of the model's input
   */
  static GoldenFace of(int height, int width) {
    GoldenFace face = new GoldenFace(height, width);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        face.paint(x, y);
      }
    }
    return face;
  }

  private void paint(int x, int y) {
    double across = (x + 0.5) / width;
    double down = (y + 0.5) / height;
    int[] colour = colour(across, down);
    double light = 1.1 - 0.3 * across - 0.1 * down;
    int place = (y * width + x) * Preprocessing.CHANNELS;
    for (int c = 0; c < Preprocessing.CHANNELS; c++) {
      int value = (int) (colour[c] * light) + grain(place + c);
      pixels[place + c] = (byte) Math.clamp(value, 0, 255);
    }
  }

  private static int[] colour(double x, double y) {
    boolean mirrored = x > 0.5;
    double half = mirrored ? 1 - x : x;
    if (isWithin(half, y, 0.36, 0.48, 0.05, 0.025)) {
      return EYES;
    }
    if (isWithin(x, y, 0.5, 0.76, 0.13, 0.035)) {
      return MOUTH;
    }
    if (isWithin(x, y, 0.5, 0.58, 0.29, 0.36)) {
      return SKIN;
    }
    return isWithin(x, y, 0.5, 0.48, 0.38, 0.42) ? HAIR : BACKGROUND;
  }

  private static boolean isWithin(
      double x, double y, double centreX, double centreY, double radiusX, double radiusY) {
    double dx = (x - centreX) / radiusX;
    double dy = (y - centreY) / radiusY;
    return dx * dx + dy * dy <= 1;
  }

  /** The grain of a photograph: what else would the first layers look at? */
  private static int grain(int place) {
    int mixed = place * 0x9E3779B9;
    mixed ^= mixed >>> 15;
    mixed *= 0x85EBCA6B;
    return (mixed >>> 27) % GRAIN - GRAIN / 2;
  }

  /** As an input of a model: uint8 {@code [1, H, W, 3]}. */
  Tensor tensor() {
    return Tensor.ofBytes(pixels, 1, height, width, Preprocessing.CHANNELS);
  }

  /** As a file. */
  byte[] file() {
    byte[] header = "P6\n%d %d\n255\n".formatted(width, height).getBytes(US_ASCII);
    byte[] file = new byte[header.length + pixels.length];
    System.arraycopy(header, 0, file, 0, header.length);
    System.arraycopy(pixels, 0, file, header.length, pixels.length);
    return file;
  }
}
