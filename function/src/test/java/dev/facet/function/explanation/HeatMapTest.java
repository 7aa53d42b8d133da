package dev.facet.function.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.facet.function.explanation.HeatMap.SeenPixels;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class HeatMapTest {
  private static final SeenPixels BLACK = new SeenPixels(ByteBuffer.allocate(3 * 80), 8, 10, 8, 10);

  @Test
  void isVioletWhereTheMaskIsLowestAndYellowWhereItIsHighest() throws IOException {
    BufferedImage picture = draw(BLACK, mask(1, 2, 0.3f, 0.4f));

    assertThat(picture.getWidth()).isEqualTo(10);
    assertThat(picture.getHeight()).isEqualTo(8);
    // six tenths of viridis' ends, over black
    assertThat(new Color(picture.getRGB(0, 0))).isEqualTo(new Color(41, 1, 50));
    assertThat(new Color(picture.getRGB(9, 7))).isEqualTo(new Color(152, 139, 22));
  }

  @Test
  void growsFromLowToHighWithoutSteps() throws IOException {
    BufferedImage picture = draw(BLACK, mask(1, 2, 0, 1));

    for (int x = 1; x < 10; x++) {
      assertThat(picture.getRGB(x, 3) >> 8 & 0xFF)
          .as("green at %d", x)
          .isGreaterThanOrEqualTo(picture.getRGB(x - 1, 3) >> 8 & 0xFF);
    }
  }

  @Test
  void drawsAMaskThatIsTheSameEverywhere() throws IOException {
    BufferedImage picture = draw(BLACK, mask(2, 2, 1, 1, 1, 1));

    assertThat(picture.getRGB(0, 0)).isEqualTo(picture.getRGB(9, 7));
  }

  @Test
  void showsTheMiddleThatTheNetworkSees() throws IOException {
    ByteBuffer input = ByteBuffer.allocate(3 * 5 * 5);
    for (int channel = 0; channel < 3; channel++) {
      input.put(3 * (1 * 5 + 1) + channel, (byte) 255); // the top left pixel of the crop
    }

    BufferedImage picture = draw(new SeenPixels(input, 5, 5, 3, 2), mask(1, 1, 0.5f));

    assertThat(picture.getWidth()).isEqualTo(2);
    assertThat(picture.getHeight()).isEqualTo(3);
    int background = picture.getRGB(1, 2);
    assertThat(new Color(picture.getRGB(0, 0)).getBlue() - new Color(background).getBlue())
        .isEqualTo(102); // four tenths of white
    assertThat(picture.getRGB(1, 0)).isEqualTo(background);
    assertThat(picture.getRGB(0, 1)).isEqualTo(background);
  }

  @Test
  void valuesBetweenPartsAreBilinear() {
    Mask mask = mask(2, 2, 0, 1, 2, 3);

    assertThat(mask.between(0.25, 0.25)).isCloseTo(0, within(1e-9));
    assertThat(mask.between(0.5, 0.5)).isCloseTo(1.5, within(1e-9));
    assertThat(mask.between(0.75, 0.5)).isCloseTo(2.5, within(1e-9));
    assertThat(mask.between(0, 0)).isCloseTo(0, within(1e-9));
    assertThat(mask.between(1, 1)).isCloseTo(3, within(1e-9));
  }

  @Test
  void refusesShapesThatDoNotFit() {
    assertThatThrownBy(() -> mask(2, 2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 values for 2 x 2");
    assertThatThrownBy(() -> new SeenPixels(ByteBuffer.allocate(12), 2, 2, 3, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 x 2 of 2 x 2");
  }

  private static Mask mask(int height, int width, float... values) {
    return new Mask(height, width, FloatBuffer.wrap(values));
  }

  private static BufferedImage draw(SeenPixels seen, Mask mask) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(HeatMap.png(seen, mask)));
  }
}
