package dev.facet.function.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.facet.function.fixture.Pictures;
import dev.facet.function.fixture.PngBuilder;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrientationTest {
  private static final Map<Character, Color> COLOURS =
      Map.of('R', Color.RED, 'G', Color.GREEN, 'B', Color.BLUE, 'W', Color.WHITE);

  /**
   * The upright picture has red and green above blue and white; the column says how the four stand
   * in the file, after the figures of the EXIF standard.
   */
  @ParameterizedTest(name = "orientation {0}")
  @CsvSource({"1,RGBW", "2,GRWB", "3,WBGR", "4,BWRG", "5,RBGW", "6,GWRB", "7,WGBR", "8,BRWG"})
  void turnsAJpegUpright(int orientation, String stored) {
    byte[] jpeg = Pictures.withOrientation(Pictures.jpeg(stored(orientation, stored)), orientation);

    assertUpright(Prepared.of(jpeg, 40, 24));
  }

  @Test
  void turnsAPngUpright() {
    byte[] png = Pictures.png(stored(6, "GWRB"));
    byte[] chunk = new PngBuilder().chunk("eXIf", Pictures.exif(6)).bytes();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    int afterHeader = 8 + 25;
    file.write(png, 0, afterHeader);
    file.write(chunk, 8, chunk.length - 8);
    file.write(png, afterHeader, png.length - afterHeader);

    assertUpright(Prepared.of(file.toByteArray(), 40, 24));
  }

  @Test
  void takesABrokenExifBlockForNone() {
    byte[] jpeg = Pictures.jpeg(stored(1, "RGBW"));
    byte[] broken = {'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, -1, -1, -1, -1};

    assertUpright(Prepared.of(Pictures.withSegment(jpeg, 0xE1, broken), 40, 24));
  }

  @Test
  void takesAnUnknownOrientationForUpright() {
    byte[] jpeg = Pictures.jpeg(stored(1, "RGBW"));

    assertUpright(Prepared.of(Pictures.withOrientation(jpeg, 9), 40, 24));
  }

  private static BufferedImage stored(int orientation, String colours) {
    Color[] four = colours.chars().mapToObj(c -> COLOURS.get((char) c)).toArray(Color[]::new);
    return orientation > 4 ? Pictures.quarters(80, 48, four) : Pictures.quarters(48, 80, four);
  }

  private static void assertUpright(Prepared prepared) {
    assertColour(prepared.at(6, 10), Color.RED);
    assertColour(prepared.at(18, 10), Color.GREEN);
    assertColour(prepared.at(6, 30), Color.BLUE);
    assertColour(prepared.at(18, 30), Color.WHITE);
  }

  private static void assertColour(int[] found, Color expected) {
    assertThat(found[0]).isCloseTo(expected.getRed(), within(8));
    assertThat(found[1]).isCloseTo(expected.getGreen(), within(8));
    assertThat(found[2]).isCloseTo(expected.getBlue(), within(8));
  }
}
