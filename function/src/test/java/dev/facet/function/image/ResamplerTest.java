package dev.facet.function.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ResamplerTest {
  @Test
  void leavesAPictureOfOneColourAsItIs() {
    Pixels source = grey(7, 5, index -> 123);

    for (int size : new int[] {1, 2, 5, 7, 20}) {
      Pixels scaled = Resampler.resample(source, new Box(0.3, 0.7, 6.1, 4.9), size, size);

      for (int y = 0; y < size; y++) {
        for (int x = 0; x < size; x++) {
          assertThat(scaled.sample(x, y, 1)).as("%d,%d of %d", x, y, size).isEqualTo(123);
        }
      }
    }
  }

  @Test
  void copiesExactlyWhenTheSizeIsAlreadyRight() {
    long seed = 20;
    Random random = new Random(seed);
    Pixels source = grey(9, 11, index -> random.nextInt(256));

    Pixels scaled = Resampler.resample(source, new Box(0, 0, 9, 11), 9, 11);

    for (int y = 0; y < 11; y++) {
      for (int x = 0; x < 9; x++) {
        assertThat(scaled.sample(x, y, 0)).as("seed %d", seed).isEqualTo(source.sample(x, y, 0));
      }
    }
  }

  @Test
  void halvesWithTheWeightsThreeThreeOneAtTheEdges() {
    // scale 2, support 2: pixels at 0.5, 0.5 and 1.5 from the centre weigh 3/4, 3/4 and 1/4
    Pixels row = grey(4, 1, index -> 70 * index);

    Pixels scaled = Resampler.resample(row, new Box(0, 0, 4, 1), 2, 1);

    assertThat(scaled.sample(0, 0, 0)).isEqualTo((3 * 0 + 3 * 70 + 140) / 7);
    assertThat(scaled.sample(1, 0, 0)).isEqualTo((70 + 3 * 140 + 3 * 210) / 7);
  }

  @Test
  void halvesWithTheWeightsOneThreeThreeOneInside() {
    Pixels column = grey(1, 8, index -> new int[] {0, 0, 0, 8, 80, 0, 0, 0}[index]);

    Pixels scaled = Resampler.resample(column, new Box(0, 0, 1, 8), 1, 4);

    assertThat(scaled.sample(0, 1, 0)).isEqualTo((3 * 8 + 80) / 8);
    assertThat(scaled.sample(0, 2, 0)).isEqualTo((8 + 3 * 80) / 8);
  }

  @Test
  void enlargesByInterpolatingBetweenPixelCentres() {
    Pixels row = grey(2, 1, index -> 100 * index);

    Pixels scaled = Resampler.resample(row, new Box(0, 0, 2, 1), 4, 1);

    assertThat(scaled.sample(0, 0, 0)).isEqualTo(0);
    assertThat(scaled.sample(1, 0, 0)).isEqualTo(25);
    assertThat(scaled.sample(2, 0, 0)).isEqualTo(75);
    assertThat(scaled.sample(3, 0, 0)).isEqualTo(100);
  }

  @Test
  void readsPixelsBesideTheBoxAsPillowDoes() {
    // the only target pixel has its centre at 2 and reaches 1 to 3: half of each neighbour
    Pixels row = grey(4, 1, index -> new int[] {255, 10, 30, 255}[index]);

    Pixels scaled = Resampler.resample(row, new Box(1.5, 0, 2.5, 1), 1, 1);

    assertThat(scaled.sample(0, 0, 0)).isEqualTo(20);
  }

  @Test
  void roundsAHalfUp() {
    Pixels row = grey(2, 1, index -> index);

    Pixels scaled = Resampler.resample(row, new Box(0, 0, 2, 1), 1, 1);

    assertThat(scaled.sample(0, 0, 0)).isEqualTo(1);
  }

  @Test
  void keepsTheChannelsApart() {
    byte[] rgb = {10, 20, 30, 10, 20, 30};

    Pixels scaled = Resampler.resample(new Pixels(2, 1, rgb), new Box(0, 0, 2, 1), 3, 2);

    assertThat(scaled.sample(2, 1, 0)).isEqualTo(10);
    assertThat(scaled.sample(2, 1, 1)).isEqualTo(20);
    assertThat(scaled.sample(2, 1, 2)).isEqualTo(30);
  }

  private static Pixels grey(int width, int height, java.util.function.IntUnaryOperator value) {
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < width * height; i++) {
      int sample = value.applyAsInt(i);
      for (int c = 0; c < 3; c++) {
        rgb[3 * i + c] = (byte) sample;
      }
    }
    return new Pixels(width, height, rgb);
  }
}
