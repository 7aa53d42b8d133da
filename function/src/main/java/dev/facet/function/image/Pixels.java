package dev.facet.function.image;

import static java.util.Objects.requireNonNull;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;
import java.util.Arrays;

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
    if (raster.getSampleModel() instanceof PixelInterleavedSampleModel model
        && raster.getDataBuffer() instanceof DataBufferByte buffer
        && model.getNumBands() == 3
        && model.getPixelStride() == 3
        && model.getScanlineStride() == 3 * width
        && buffer.getData().length == 3 * width * height) {
      return new Pixels(width, height, reordered(buffer.getData(), model.getBandOffsets()));
    }
    byte[] rgb = new byte[3 * width * height];
    if (image.getColorModel() instanceof IndexColorModel palette) {
      fromPalette(raster, palette, rgb);
    } else {
      fromBands(raster, rgb);
    }
    return new Pixels(width, height, rgb);
  }

  /** Interleaved samples as red, green and blue; the same array when that is what they are. */
  private static byte[] reordered(byte[] samples, int[] offsets) {
    if (Arrays.equals(offsets, new int[] {0, 1, 2})) {
      return samples;
    }
    byte[] rgb = new byte[samples.length];
    for (int at = 0; at < rgb.length; at += 3) {
      rgb[at] = samples[at + offsets[0]];
      rgb[at + 1] = samples[at + offsets[1]];
      rgb[at + 2] = samples[at + offsets[2]];
    }
    return rgb;
  }

  /** A picture of this size whose samples lie as ours do, for decoders to write into. */
  static BufferedImage canvas(int width, int height) {
    ColorModel rgb =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_BYTE);
    WritableRaster raster =
        Raster.createInterleavedRaster(
            DataBuffer.TYPE_BYTE, width, height, 3 * width, 3, new int[] {0, 1, 2}, null);
    return new BufferedImage(rgb, raster, false, null);
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

  /** A row as floats, {@code [width, 3]}. */
  void widenRow(int y, float[] target) {
    int start = 3 * width * y;
    for (int i = 0; i < target.length; i++) {
      target[i] = (float) (rgb[start + i] & 0xFF);
    }
  }

  /** Writes the pixels upright to a place in a buffer. */
  void write(Orientation orientation, ByteBuffer target) {
    if (orientation == Orientation.UPRIGHT) {
      target.put(rgb);
      return;
    }
    int uprightWidth = orientation.swapsAxes() ? height : width;
    int uprightHeight = orientation.swapsAxes() ? width : height;
    for (int y = 0; y < uprightHeight; y++) {
      for (int x = 0; x < uprightWidth; x++) {
        target.put(rgb, 3 * orientation.storedIndex(x, y, width, height), 3);
      }
    }
  }
}
