package dev.facet.bench.djl;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.ByteBuffer;

/**
 * Scales the centre of an image with a triangle filter that averages over all covered pixels, as
 * Pillow's {@code resize} with {@code BILINEAR} does, in whole numbers.
 */
final class Scaling {
  private static final int BITS = 22;
  private static final int HALF = 1 << (BITS - 1);

  private Scaling() {}

  /** Writes RGB bytes {@code [height, width, 3]} of the largest centred part that fits. */
  static void cover(BufferedImage image, int width, int height, ByteBuffer pixels) {
    BufferedImage source = image.getType() == BufferedImage.TYPE_3BYTE_BGR ? image : bgr(image);
    byte[] bytes = ((DataBufferByte) source.getRaster().getDataBuffer()).getData();
    int w = source.getWidth();
    int h = source.getHeight();
    boolean wide = (long) w * height >= (long) h * width;
    double boxWidth = wide ? (double) h * width / height : w;
    double boxHeight = wide ? h : (double) w * height / width;
    Filter across = Filter.of(w, (w - boxWidth) / 2, boxWidth, width);
    Filter down = Filter.of(h, (h - boxHeight) / 2, boxHeight, height);
    byte[] narrow = new byte[3 * width * h];
    for (int y = 0, at = 0; y < h; y++) {
      for (int x = 0; x < width; x++, at += 3) {
        across.sum(x, bytes, 3 * y * w, 3, narrow, at);
      }
    }
    byte[] scaled = new byte[3];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        down.sum(y, narrow, 3 * x, 3 * width, scaled, 0);
        pixels.put(scaled[2]).put(scaled[1]).put(scaled[0]);
      }
    }
  }

  private static BufferedImage bgr(BufferedImage image) {
    BufferedImage copy =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = copy.createGraphics();
    graphics.drawImage(image, 0, 0, null);
    graphics.dispose();
    return copy;
  }

  /** Weights of the source's pixels for each of the target's, on one axis. */
  private static final class Filter {
    private final int[] first;
    private final int[][] weights;

    private Filter(int[] first, int[][] weights) {
      this.first = first;
      this.weights = weights;
    }

    static Filter of(int size, double start, double length, int target) {
      int[] first = new int[target];
      int[][] weights = new int[target][];
      double scale = length / target;
      double support = Math.max(1, scale);
      for (int i = 0; i < target; i++) {
        double centre = start + (i + 0.5) * scale;
        first[i] = Math.max(0, (int) (centre - support + 0.5));
        int end = Math.min(size, (int) (centre + support + 0.5));
        double[] exact = new double[end - first[i]];
        double sum = 0;
        for (int k = 0; k < exact.length; k++) {
          exact[k] = Math.max(0, 1 - Math.abs(first[i] + k + 0.5 - centre) / support);
          sum += exact[k];
        }
        weights[i] = new int[exact.length];
        for (int k = 0; k < exact.length; k++) {
          weights[i][k] = (int) Math.round(exact[k] / sum * (1 << BITS));
        }
      }
      return new Filter(first, weights);
    }

    /** Three channels of one pixel; {@code step} is the distance of neighbours on the axis. */
    void sum(int target, byte[] source, int offset, int step, byte[] into, int at) {
      int a = HALF;
      int b = HALF;
      int c = HALF;
      int from = offset + first[target] * step;
      for (int weight : weights[target]) {
        a += weight * (source[from] & 0xFF);
        b += weight * (source[from + 1] & 0xFF);
        c += weight * (source[from + 2] & 0xFF);
        from += step;
      }
      into[at] = (byte) (a >> BITS);
      into[at + 1] = (byte) (b >> BITS);
      into[at + 2] = (byte) (c >> BITS);
    }
  }
}
