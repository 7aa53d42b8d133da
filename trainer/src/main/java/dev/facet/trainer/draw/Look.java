package dev.facet.trainer.draw;

import java.awt.Color;
import java.util.Random;

/**
 * What varies in a picture and is no attribute.
 *
 * @param skin the skin's middle tone
 * @param hair the hair's, also of brows and beard
 * @param eyes the irises'
 * @param clothes the shirt's
 * @param backdrop the background's
 * @param accent of hat, glasses and tie
 * @param haircut how much of it there is, seen or under a hat
 * @param width the face's, 1 is ordinary
 * @param light where it comes from, -1 (left) to 1
 * @param turn of the head, in radians
 * @param shiftX of the head, in pixels of the canvas
 * @param shiftY of the head, in pixels of the canvas
 * @param zoom of the head, 1 is ordinary
 * @param grain a seed for what is scattered: strands, stubble, noise
 */
record Look(
    Color skin,
    Color hair,
    Color eyes,
    Color clothes,
    Color backdrop,
    Color accent,
    Haircut haircut,
    double width,
    double light,
    double turn,
    double shiftX,
    double shiftY,
    double zoom,
    long grain) {

  /** How much hair there is. */
  enum Haircut {
    NONE,
    SHORT,
    LONG
  }

  /** The same person in another picture: other clothes, place, light and pose. */
  Look inAnotherPicture(Random random) {
    return new Look(
        skin,
        hair,
        eyes,
        Tones.clothes(random),
        Tones.backdrop(random),
        Tones.accent(random),
        haircut,
        width,
        random.nextDouble() * 2 - 1,
        clampedGaussian(random, 0.05),
        clampedGaussian(random, 2.5),
        clampedGaussian(random, 2.5),
        1 + clampedGaussian(random, 0.03),
        random.nextLong());
  }

  private static double clampedGaussian(Random random, double deviation) {
    return Math.clamp(random.nextGaussian(), -2, 2) * deviation;
  }
}
