package dev.facet.trainer.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AugmenterTest {
  private static final List<Double> MEAN = List.of(0.5, 0.4, 0.3);
  private static final List<Double> STD = List.of(0.25, 0.2, 0.3);
  private static final InputSpec INPUT = new InputSpec(9, 11, 8, 10, MEAN, STD);
  private static final int FILLED_BEFORE = -99;

  @Test
  void evaluatesTheNormalisedCentre() {
    byte[] face = face(1);
    float[] out = new float[INPUT.valuesPerFace()];

    augmenter(Augmentation.none()).evaluate(face, out, 0, false);

    for (int c = 0; c < 3; c++) {
      for (int y = 0; y < 10; y++) {
        for (int x = 0; x < 8; x++) {
          double expected = (pixel(face, x, y, c) / 255.0 - MEAN.get(c)) / STD.get(c);
          assertThat((double) out[(c * 10 + y) * 8 + x]).isCloseTo(expected, Offset.offset(1e-6));
        }
      }
    }
  }

  @Test
  void mirrorsLeftAndRight() {
    byte[] face = face(2);
    float[] straight = new float[INPUT.valuesPerFace()];
    float[] mirrored = new float[INPUT.valuesPerFace()];

    augmenter(Augmentation.none()).evaluate(face, straight, 0, false);
    augmenter(Augmentation.none()).evaluate(face, mirrored, 0, true);

    for (int i = 0; i < straight.length; i++) {
      assertThat(mirrored[i - i % 8 + 7 - i % 8]).isEqualTo(straight[i]);
    }
  }

  @Test
  void trainsOnTheVeryValuesOfEvaluationWhenNothingVaries() {
    InputSpec whole = new InputSpec(9, 11, 9, 11, MEAN, STD);
    Augmenter augmenter = new Augmenter(whole, Augmentation.none());
    float[] train = new float[whole.valuesPerFace()];
    float[] evaluate = new float[whole.valuesPerFace()];

    augmenter.train(face(3), 77, train, 0);
    augmenter.evaluate(face(3), evaluate, 0, false);

    assertThat(train).isEqualTo(evaluate);
  }

  @Test
  void cropsEverywhereInThePaddedFaceAndFillsThePaddingWithTheMeanColour() {
    Augmenter augmenter = augmenter(new Augmentation(false, 2, 0, 0, 0));
    byte[] face = face(4);
    boolean[][] seen = new boolean[6][6];

    for (int seed = 0; seed < 1000; seed++) {
      float[] out = filled(INPUT.valuesPerFace());
      augmenter.train(face, seed, out, 0);
      seen[placeOf(out, face, 1) + 2][placeOf(out, face, 0) + 2] = true;
    }

    for (boolean[] row : seen) {
      assertThat(row).containsOnly(true);
    }
  }

  /** Finds the one window that explains the output; returns its x (axis 0) or y (axis 1). */
  private static int placeOf(float[] out, byte[] face, int axis) {
    for (int oy = -2; oy <= 3; oy++) {
      for (int ox = -2; ox <= 3; ox++) {
        if (isWindow(out, face, ox, oy)) {
          return axis == 0 ? ox : oy;
        }
      }
    }
    throw new AssertionError("no window of the face, padded by 2, explains the output");
  }

  private static boolean isWindow(float[] out, byte[] face, int ox, int oy) {
    for (int i = 0; i < out.length; i++) {
      int c = i / 80;
      int x = i % 8 + ox;
      int y = i / 8 % 10 + oy;
      double expected =
          x < 0 || y < 0 || x >= 9 || y >= 11
              ? 0
              : (pixel(face, x, y, c) / 255.0 - MEAN.get(c)) / STD.get(c);
      if (Math.abs(out[i] - expected) > 1e-5) {
        return false;
      }
    }
    return true;
  }

  @Test
  void flipsAboutHalfOfTheFaces() {
    InputSpec whole = new InputSpec(9, 11, 9, 11, MEAN, STD);
    Augmenter augmenter = new Augmenter(whole, new Augmentation(true, 0, 0, 0, 0));
    float[] straight = new float[whole.valuesPerFace()];
    float[] mirrored = new float[whole.valuesPerFace()];
    augmenter.evaluate(face(5), straight, 0, false);
    augmenter.evaluate(face(5), mirrored, 0, true);

    int flips = 0;
    for (int seed = 0; seed < 1000; seed++) {
      float[] out = new float[whole.valuesPerFace()];
      augmenter.train(face(5), seed, out, 0);
      assertThat(Arrays.equals(out, straight) || Arrays.equals(out, mirrored)).isTrue();
      flips += Arrays.equals(out, mirrored) ? 1 : 0;
    }
    assertThat(flips).isBetween(420, 580);
  }

  @Test
  void followsTheFormulasOfBrightnessContrastAndSaturation() {
    Augmentation augmentation = new Augmentation(false, 0, 0.08, 0.2, 0.3);
    InputSpec whole = new InputSpec(9, 11, 9, 11, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));
    byte[] face = face(6);
    for (int seed = 0; seed < 20; seed++) {
      float[] out = new float[whole.valuesPerFace()];
      new Augmenter(whole, augmentation).train(face, seed, out, 0);
      float[] expected = stepByStep(face, augmentation, seed);
      for (int i = 0; i < out.length; i++) {
        assertThat(out[i])
            .as("seed %d, value %d", seed, i)
            .isCloseTo(expected[i], Offset.offset(1e-5f));
      }
    }
  }

  /** The three changes one after the other as their documentation has them, on 0..1. */
  private static float[] stepByStep(byte[] face, Augmentation augmentation, long seed) {
    double b = augmentation.brightness() * (2 * Seeds.uniform(seed, 3) - 1);
    double contrast = 1 + augmentation.contrast() * (2 * Seeds.uniform(seed, 4) - 1);
    double saturation = 1 + augmentation.saturation() * (2 * Seeds.uniform(seed, 5) - 1);
    double[] p = new double[face.length];
    double mean = 0;
    for (int i = 0; i < p.length; i += 3) {
      for (int c = 0; c < 3; c++) {
        p[i + c] = (face[i + c] & 0xff) / 255.0 + b;
      }
      mean += grey(p, i) / (p.length / 3.0);
    }
    float[] out = new float[p.length];
    for (int i = 0; i < p.length; i += 3) {
      for (int c = 0; c < 3; c++) {
        p[i + c] = mean + contrast * (p[i + c] - mean);
      }
      double grey = grey(p, i);
      for (int c = 0; c < 3; c++) {
        double value = grey + saturation * (p[i + c] - grey);
        out[c * p.length / 3 + i / 3] = (float) Math.clamp(value, 0.0, 1.0);
      }
    }
    return out;
  }

  private static double grey(double[] p, int i) {
    return 0.299 * p[i] + 0.587 * p[i + 1] + 0.114 * p[i + 2];
  }

  @Test
  void keepsColourChangesOutOfThePadding() {
    Augmenter augmenter = augmenter(new Augmentation(false, 30, 1, 0, 0));
    int empty = 0;
    for (int seed = 0; seed < 300; seed++) {
      float[] out = filled(INPUT.valuesPerFace());
      augmenter.train(face(7), seed, out, 0);
      boolean allZero = true;
      for (float value : out) {
        allZero &= value == 0;
      }
      empty += allZero ? 1 : 0;
    }
    // Most windows of a face padded so widely miss it altogether.
    assertThat(empty).isGreaterThan(100);
  }

  @Test
  void leavesOtherDrawsAloneWhenOneIsSwitchedOff() {
    float[] with = new float[INPUT.valuesPerFace()];
    float[] without = new float[INPUT.valuesPerFace()];
    for (int seed = 0; seed < 50; seed++) {
      augmenter(new Augmentation(true, 2, 0, 0, 0)).train(face(8), seed, with, 0);
      augmenter(new Augmentation(true, 2, 1e-9, 0, 1e-9)).train(face(8), seed, without, 0);
      for (int i = 0; i < with.length; i++) {
        assertThat(with[i]).isCloseTo(without[i], Offset.offset(1e-5f));
      }
    }
  }

  @Test
  void dependsOnTheSeedAlone() {
    Augmentation all = new Augmentation(true, 2, 0.08, 0.2, 0.2);
    float[] first = new float[INPUT.valuesPerFace()];
    float[] second = filled(INPUT.valuesPerFace());
    float[] other = new float[INPUT.valuesPerFace()];
    augmenter(all).train(face(9), 5, first, 0);
    augmenter(all).train(face(9), 5, second, 0);
    augmenter(all).train(face(9), 6, other, 0);

    assertThat(second).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
  }

  @Test
  void writesBetweenItsNeighboursOnly() {
    int values = INPUT.valuesPerFace();
    float[] out = filled(3 * values);

    augmenter(new Augmentation(true, 2, 0.1, 0.1, 0.1)).train(face(1), 3, out, values);

    for (int i = 0; i < values; i++) {
      assertThat(out[i]).isEqualTo(FILLED_BEFORE);
      assertThat(out[2 * values + i]).isEqualTo(FILLED_BEFORE);
      assertThat(out[values + i]).isNotEqualTo(FILLED_BEFORE);
    }
  }

  @Test
  void refusesArraysThatDoNotFit() {
    Augmenter augmenter = augmenter(Augmentation.none());
    assertThatThrownBy(() -> augmenter.evaluate(new byte[3], new float[240], 0, false))
        .hasMessage("a face of 9x11 needs 297 bytes, found 3");
    assertThatThrownBy(() -> augmenter.evaluate(face(1), new float[240], 1, false))
        .hasMessage("240 values from 1 on do not fit an array of 240");
  }

  private static Augmenter augmenter(Augmentation augmentation) {
    return new Augmenter(INPUT, augmentation);
  }

  private static byte[] face(long seed) {
    byte[] rgb = new byte[INPUT.bytesPerFace()];
    new Random(seed).nextBytes(rgb);
    return rgb;
  }

  private static int pixel(byte[] face, int x, int y, int c) {
    return face[(y * 9 + x) * 3 + c] & 0xff;
  }

  private static float[] filled(int length) {
    float[] out = new float[length];
    Arrays.fill(out, FILLED_BEFORE);
    return out;
  }
}
