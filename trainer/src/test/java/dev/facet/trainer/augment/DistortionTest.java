package dev.facet.trainer.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DistortionTest {
  private static final InputSpec PLAIN =
      new InputSpec(41, 61, 41, 61, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));
  private static final int PLANE = 41 * 61;

  @Test
  void changesNoBitOfWhatIsNotDistorted() {
    InputSpec input = new InputSpec(9, 11, 8, 10, List.of(0.5, 0.4, 0.3), List.of(0.25, 0.2, 0.3));
    Augmenter augmenter = new Augmenter(input, new Augmentation(true, 2, 0.08, 0.2, 0.2));
    byte[] face = new byte[input.bytesPerFace()];
    new Random(12).nextBytes(face);
    CRC32 checksum = new CRC32();
    float[] out = new float[input.valuesPerFace()];
    for (int seed = 0; seed < 100; seed++) {
      augmenter.train(face, seed, out, 0);
      ByteBuffer bytes = ByteBuffer.allocate(out.length * Float.BYTES);
      bytes.asFloatBuffer().put(out);
      checksum.update(bytes.array());
    }
    // written before there were distortions
    assertThat(Long.toHexString(checksum.getValue())).isEqualTo("d6c7a38e");
  }

  @Test
  void turnsShearsAndEnlargesAboutTheCentre() {
    Augmentation augmentation = Augmentation.none().distorted(20, 10, 0.15, 0);
    for (int seed = 0; seed < 40; seed++) {
      float[] out = trained(augmentation, ramp(), seed);
      double angle = Math.toRadians(20 * (2 * Seeds.uniform(seed, 6) - 1));
      double slope = Math.tan(Math.toRadians(10 * (2 * Seeds.uniform(seed, 7) - 1)));
      boolean rows = Seeds.uniform(seed, 8) < 0.5;
      double zoom = 1 + 0.15 * (2 * Seeds.uniform(seed, 9) - 1);
      int seen = 0;
      for (int i = 0; i < PLANE; i++) {
        if (out[2 * PLANE + i] == 0) {
          continue;
        }
        // the ramp's colours say where the pixel comes from; follow the formula back to the pixel
        double x = out[i] * 255 / 6 - 20;
        double y = out[PLANE + i] * 255 / 4 - 30;
        double shearedX = rows ? x + slope * y : x;
        double shearedY = rows ? y : y + slope * x;
        double turnedX = Math.cos(angle) * shearedX + Math.sin(angle) * shearedY;
        double turnedY = -Math.sin(angle) * shearedX + Math.cos(angle) * shearedY;
        if (Math.abs(x) < 19.9 && Math.abs(y) < 29.9) {
          int row = i / 41;
          assertThat(zoom * turnedX + 20).isCloseTo(i % 41, Offset.offset(1e-2));
          assertThat(zoom * turnedY + 30).isCloseTo(row, Offset.offset(1e-2));
          seen++;
        }
      }
      assertThat(seen).as("pixels that show the face (seed %d)", seed).isGreaterThan(PLANE / 2);
    }
  }

  @Test
  void movesTheGridsNodesByNoMoreThanItsPixels() {
    Augmentation augmentation = Augmentation.none().distorted(0, 0, 0, 3);
    double most = 0;
    for (int seed = 0; seed < 40; seed++) {
      float[] out = trained(augmentation, ramp(), seed);
      double lastX = 0;
      for (int y = 5; y < 56; y++) {
        for (int x = 5; x < 36; x++) {
          int i = y * 41 + x;
          double movedX = out[i] * 255 / 6 - x;
          double movedY = out[PLANE + i] * 255 / 4 - y;
          most = Math.max(most, Math.max(Math.abs(movedX), Math.abs(movedY)));
          if (x > 5) {
            // a cell is 10 pixels wide and its corners differ by 6 at most
            assertThat(Math.abs(movedX - lastX)).isLessThan(0.61);
          }
          lastX = movedX;
        }
      }
    }
    assertThat(most).isBetween(2.0, 3.001);
  }

  @Test
  void fillsWhatLiesOutsideOfTheFaceWithTheMeanColour() {
    InputSpec input =
        new InputSpec(41, 61, 41, 61, List.of(0.5, 0.4, 0.3), List.of(0.25, 0.2, 0.3));
    float[] out = new float[input.valuesPerFace()];
    Augmenter augmenter =
        new Augmenter(input, new Augmentation(false, 0, 0.5, 0, 0).distorted(45, 0, 0, 0));
    augmenter.train(ramp(), 4, out, 0);
    for (int corner : new int[] {0, 40, PLANE - 41, PLANE - 1}) {
      for (int c = 0; c < 3; c++) {
        assertThat(out[c * PLANE + corner]).isZero();
      }
    }
    assertThat(out[PLANE / 2]).isNotZero();
  }

  @Test
  void mirrorsWhatIsDistorted() {
    Augmentation straight = Augmentation.none().distorted(20, 10, 0.15, 2);
    Augmentation flipping = new Augmentation(true, 0, 0, 0, 0).distorted(20, 10, 0.15, 2);
    int mirrored = 0;
    for (int seed = 0; seed < 10; seed++) {
      float[] one = trained(straight, ramp(), seed);
      float[] other = trained(flipping, ramp(), seed);
      if (Seeds.uniform(seed, 2) < 0.5) {
        mirrored++;
        for (int i = 0; i < one.length; i++) {
          assertThat(other[i - i % 41 + 40 - i % 41]).isEqualTo(one[i]);
        }
      } else {
        assertThat(other).isEqualTo(one);
      }
    }
    assertThat(mirrored).isBetween(1, 9);
  }

  @Test
  void changesColoursAsItDoesWithoutDistortion() {
    Augmentation colours = new Augmentation(false, 0, 0.1, 0.2, 0.3);
    float[] plain = trained(colours, ramp(), 9);
    float[] hardly = trained(colours.distorted(1e-9, 0, 0, 0), ramp(), 9);
    for (int i = 0; i < plain.length; i++) {
      assertThat(hardly[i]).isCloseTo(plain[i], Offset.offset(1e-5f));
    }
  }

  private static float[] trained(Augmentation augmentation, byte[] face, long seed) {
    float[] out = new float[PLAIN.valuesPerFace()];
    new Augmenter(PLAIN, augmentation).train(face, seed, out, 0);
    return out;
  }

  /** Red is six times the column, green four times the row, blue 255: linear, so never rounded. */
  private static byte[] ramp() {
    byte[] rgb = new byte[PLAIN.bytesPerFace()];
    for (int i = 0; i < PLANE; i++) {
      rgb[3 * i] = (byte) (6 * (i % 41));
      rgb[3 * i + 1] = (byte) (4 * (i / 41));
      rgb[3 * i + 2] = (byte) 255;
    }
    return rgb;
  }
}
