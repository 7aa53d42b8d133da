package dev.facet.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
  @Test
  void returnsASourceOfTheRightSizeAsItIs() {
    RgbImage source = grey(2, 1, 3, 200);

    assertThat(Resampler.cover(source, 2, 1)).isSameAs(source);
  }

  @ParameterizedTest
  @CsvSource({"7, 5, 3, 4", "3, 4, 16, 9", "100, 20, 20, 100", "1, 1, 5, 6", "89, 109, 44, 54"})
  void keepsAConstantPictureConstant(int width, int height, int newWidth, int newHeight) {
    byte[] rgb = new byte[width * height * 3];
    Arrays.fill(rgb, (byte) 201);

    RgbImage image = Resampler.cover(new RgbImage(width, height, rgb), newWidth, newHeight);

    assertThat(image.rgb()).hasSize(newWidth * newHeight * 3).containsOnly((byte) 201);
  }

  @Test
  void halvesWithTheTriangleOfTwicesWidth() {
    // Shrinking by 2 the triangle reaches 2 pixels: 1/8 3/8 3/8 1/8 inside; at the edges the part
    // outside the picture falls away and 3/8 3/8 1/8 becomes 3/7 3/7 1/7.
    RgbImage image =
        Resampler.cover(grey(6, 2, 10, 20, 40, 80, 160, 250, 10, 20, 40, 80, 160, 250), 3, 1);

    assertThat(image.value(0, 0, 0)).isEqualTo(rounded((3 * 10 + 3 * 20 + 40) / 7.0));
    assertThat(image.value(1, 0, 0)).isEqualTo(rounded((20 + 3 * 40 + 3 * 80 + 160) / 8.0));
    assertThat(image.value(2, 0, 0)).isEqualTo(rounded((80 + 3 * 160 + 3 * 250) / 7.0));
  }

  @Test
  void halvesRowsAsItHalvesColumns() {
    RgbImage image =
        Resampler.cover(grey(2, 6, 10, 10, 20, 20, 40, 40, 80, 80, 160, 160, 250, 250), 1, 3);

    assertThat(image.value(0, 0, 1)).isEqualTo(rounded((3 * 10 + 3 * 20 + 40) / 7.0));
    assertThat(image.value(0, 1, 1)).isEqualTo(rounded((20 + 3 * 40 + 3 * 80 + 160) / 8.0));
    assertThat(image.value(0, 2, 1)).isEqualTo(rounded((80 + 3 * 160 + 3 * 250) / 7.0));
  }

  @Test
  void doublesByInterpolatingBetweenPixelCentres() {
    RgbImage image = Resampler.cover(grey(2, 1, 0, 100), 4, 2);

    assertThat(
            new int[] {
              image.value(0, 0, 2), image.value(1, 0, 2), image.value(2, 1, 2), image.value(3, 1, 2)
            })
        .containsExactly(0, 25, 75, 100);
  }

  @Test
  void roundsHalfUp() {
    // 1/4 and 3/4 of 2 are 0.5 and 1.5.
    RgbImage image = Resampler.cover(grey(2, 1, 0, 2), 4, 2);

    assertThat(image.value(1, 0, 0)).isEqualTo(1);
    assertThat(image.value(2, 0, 0)).isEqualTo(2);
  }

  @Test
  void cutsTheCentreOutOfAWidePicture() {
    // A box of 2 columns in 6, one to one; the triangle of width 1 sees a single pixel.
    RgbImage source = grey(6, 2, 1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16);

    assertThat(Resampler.cover(source, 2, 2).rgb())
        .containsExactly(3, 3, 3, 4, 4, 4, 13, 13, 13, 14, 14, 14);
  }

  @Test
  void centresABoxThatStartsBetweenPixels() {
    // Three columns, a box of two: it begins half a pixel in, so neighbours mix evenly.
    RgbImage source = grey(3, 2, 0, 100, 200, 0, 100, 200);

    assertThat(Resampler.cover(source, 2, 2).rgb())
        .containsExactly(50, 50, 50, -106, -106, -106, 50, 50, 50, -106, -106, -106);
  }

  @Test
  void keepsChannelsApart() {
    RgbImage source =
        new RgbImage(2, 2, new byte[] {9, 60, 120, 9, 60, 120, 9, 60, 120, 9, 60, 120});

    assertThat(Resampler.cover(source, 1, 1).rgb()).containsExactly(9, 60, 120);
  }

  @Test
  void refusesASizeOfNothing() {
    assertThatThrownBy(() -> Resampler.cover(grey(1, 1, 0), 0, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("width and height must be positive, found 0x4");
  }

  private static int rounded(double value) {
    return (int) Math.floor(value + 0.5);
  }

  private static RgbImage grey(int width, int height, int... values) {
    byte[] rgb = new byte[values.length * 3];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) values[i / 3];
    }
    return new RgbImage(width, height, rgb);
  }
}
