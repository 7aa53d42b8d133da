package dev.facet.function.image;

import static java.util.Objects.requireNonNull;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** Eight-bit RGB pixels, row by row: {@code rgb} has the shape {@code [height, width, 3]}. */
final class Pixels {
  private static final int WHITE = 255;

  private final int width;
  private final int height;
  private final byte[] rgb;

  Pixels(int width, int height, byte[] rgb) {
    requireNonNull(rgb, "rgb is null");
    if (width < 1 || height < 1 || rgb.length != 3 * width * height) {
      throw new IllegalArgumentException(
          "pixels must fill their shape, found "
              + rgb.length
              + " bytes for "
              + width
              + "x"
              + height);
    }
    this.width = width;
    this.height = height;
    this.rgb = rgb;
  }

  /**
   * The pixels of a decoded image. Samples are taken as stored, without colour management: grey is
   * repeated, sixteen bits are rounded to eight, transparency is laid over white.
   *
   * @throws IllegalArgumentException when the image has other than 1 to 4 bands of 8 or 16 bits
   */
  static Pixels of(BufferedImage image) {
    Raster raster = image.getRaster();
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] rgb = new byte[3 * width * height];
    if (image.getColorModel() instanceof IndexColorModel palette) {
      fromPalette(raster, palette, rgb);
    } else {
      fromBands(raster, rgb);
    }
    return new Pixels(width, height, rgb);
  }

  private static void fromPalette(Raster raster, IndexColorModel palette, byte[] rgb) {
    int[] row = new int[raster.getWidth()];
    int[] colours = new int[palette.getMapSize()];
    palette.getRGBs(colours);
    int at = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, row.length, 1, row);
      for (int index : row) {
        int argb = colours[Math.min(index, colours.length - 1)];
        int alpha = argb >>> 24;
        rgb[at++] = overWhite(argb >> 16 & 0xFF, alpha);
        rgb[at++] = overWhite(argb >> 8 & 0xFF, alpha);
        rgb[at++] = overWhite(argb & 0xFF, alpha);
      }
    }
  }

  private static void fromBands(Raster raster, byte[] rgb) {
    int bands = raster.getNumBands();
    int bits = raster.getSampleModel().getSampleSize(0);
    if (bands > 4 || (bits != 8 && bits != 16)) {
      throw new IllegalArgumentException(bands + " bands of " + bits + " bits are not read");
    }
    boolean grey = bands < 3;
    boolean transparent = bands % 2 == 0;
    int[] row = new int[raster.getWidth() * bands];
    int at = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, raster.getWidth(), 1, row);
      for (int x = 0; x < row.length; x += bands) {
        int alpha = transparent ? eightBits(row[x + bands - 1], bits) : 255;
        for (int c = 0; c < 3; c++) {
          rgb[at++] = overWhite(eightBits(row[grey ? x : x + c], bits), alpha);
        }
      }
    }
  }

  private static int eightBits(int sample, int bits) {
    return bits == 8 ? sample : (sample * 255 + 32767) / 65535;
  }

  private static byte overWhite(int sample, int alpha) {
    return (byte) ((sample * alpha + WHITE * (255 - alpha) + 127) / 255);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** The sample of a channel (0 red, 1 green, 2 blue), 0 to 255. */
  int sample(int x, int y, int channel) {
    return rgb[3 * (y * width + x) + channel] & 0xFF;
  }

  /** The three samples of a pixel, by its index, written to a place in a buffer. */
  void copy(int index, java.nio.ByteBuffer target) {
    target.put(rgb, 3 * index, 3);
  }
}
