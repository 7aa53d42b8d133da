package dev.facet.trainer.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** Brings whatever layout a decoder chose to 8-bit red, green and blue, over white. */
final class PixelFormat {
  private PixelFormat() {}

  static RgbImage toRgb(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] rgb = new byte[Math.multiplyExact(Math.multiplyExact(width, height), 3)];
    ColorModel model = image.getColorModel();
    boolean grey =
        model.getColorSpace().getType() == ColorSpace.TYPE_GRAY
            && !(model instanceof IndexColorModel);
    if (grey) {
      copyGrey(image.getRaster(), model, rgb);
    } else if (image.getType() == BufferedImage.TYPE_3BYTE_BGR) {
      copyBands(image.getRaster(), rgb);
    } else {
      copyConverted(image, rgb);
    }
    return new RgbImage(width, height, rgb);
  }

  /** Java takes grey for linear light and would brighten it on the way to sRGB; files mean sRGB. */
  private static void copyGrey(Raster raster, ColorModel model, byte[] rgb) {
    int bands = raster.getNumBands();
    int[] row = new int[raster.getWidth() * bands];
    int largest = (1 << model.getComponentSize(0)) - 1;
    int to = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
      for (int x = 0; x < raster.getWidth(); x++) {
        int alpha = model.hasAlpha() ? row[x * bands + 1] * 255 / largest : 255;
        byte value = onWhite((row[x * bands] * 255 + largest / 2) / largest, alpha);
        rgb[to++] = value;
        rgb[to++] = value;
        rgb[to++] = value;
      }
    }
  }

  private static void copyBands(Raster raster, byte[] rgb) {
    int[] row = new int[raster.getWidth() * 3];
    int to = 0;
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
      for (int value : row) {
        rgb[to++] = (byte) value;
      }
    }
  }

  private static void copyConverted(BufferedImage image, byte[] rgb) {
    int[] row = new int[image.getWidth()];
    int to = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, row.length, 1, row, 0, row.length);
      for (int argb : row) {
        int alpha = argb >>> 24;
        rgb[to++] = onWhite(argb >> 16 & 0xff, alpha);
        rgb[to++] = onWhite(argb >> 8 & 0xff, alpha);
        rgb[to++] = onWhite(argb & 0xff, alpha);
      }
    }
  }

  private static byte onWhite(int value, int alpha) {
    return (byte) ((value * alpha + 255 * (255 - alpha) + 127) / 255);
  }
}
