package dev.facet.function.retention;

import java.awt.image.BufferedImage;
import java.util.Random;

/** A picture that no other picture resembles, made of a seed alone. */
final class Noise {
  /** The size of the fixture's input, so that its pixels reach the network as they are. */
  static final int WIDTH = 12;

  static final int HEIGHT = 16;

  private Noise() {}

  static BufferedImage picture(long seed) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(seed);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        image.setRGB(x, y, random.nextInt());
      }
    }
    return image;
  }
}
