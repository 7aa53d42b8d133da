package dev.facet.function.explanation;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A picture in grey with a mask in colour over it: violet where the mask is lowest, yellow where it
 * is highest. The colours span the mask's own values, for differences within a mask are often
 * small.
 */
public final class HeatMap {
  /** How much of the colour is the mask's; the rest is the picture's. */
  private static final double OPACITY = 0.6;

  private HeatMap() {}

  /**
   * Draws.
   *
   * @param seen the pixels of the picture that the mask belongs to
   * @return a PNG file of that size
   */
  public static byte[] png(SeenPixels seen, Mask mask) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < mask.values().limit(); i++) {
      least = Math.min(least, mask.values().get(i));
      most = Math.max(most, mask.values().get(i));
    }
    double span = most > least ? most - least : 1;
    BufferedImage image =
        new BufferedImage(seen.width(), seen.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < seen.height(); y++) {
      for (int x = 0; x < seen.width(); x++) {
        double value = mask.between((y + 0.5) / seen.height(), (x + 0.5) / seen.width());
        image.setRGB(x, y, over(seen.grey(y, x), (value - least) / span));
      }
    }
    return file(image);
  }

  private static int over(double grey, double fraction) {
    int rgb = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      double mixed = OPACITY * Colours.channel(fraction, shift) + (1 - OPACITY) * grey;
      rgb |= (int) Math.round(mixed) << shift;
    }
    return rgb;
  }

  private static byte[] file(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // of the two streams of ImageIO the one that has no file behind it
    try (ImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", stream);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /**
   * What a network sees of its input: a crop from the middle.
   *
   * @param input {@code [H, W, 3]} RGB bytes from position 0
   * @param inputHeight of the input
   * @param inputWidth of the input
   * @param height of the crop
   * @param width of the crop
   */
  public record SeenPixels(
      ByteBuffer input, int inputHeight, int inputWidth, int height, int width) {
    /** Checks that the crop lies in the input. */
    public SeenPixels {
      if (height > inputHeight
          || width > inputWidth
          || input.limit() != 3 * inputHeight * inputWidth) {
        throw new IllegalArgumentException(
            "the crop must lie in the input, found %d x %d of %d x %d and %d bytes"
                .formatted(height, width, inputHeight, inputWidth, input.limit()));
      }
    }

    /** How bright a pixel of the crop is (ITU-R BT.601), 0 to 255. */
    double grey(int y, int x) {
      int row = y + (inputHeight - height) / 2;
      int column = x + (inputWidth - width) / 2;
      int at = 3 * (row * inputWidth + column);
      return 0.299 * (input.get(at) & 0xFF)
          + 0.587 * (input.get(at + 1) & 0xFF)
          + 0.114 * (input.get(at + 2) & 0xFF);
    }
  }
}
