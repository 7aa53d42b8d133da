package dev.facet.function.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.facet.function.fixture.Pictures;
import dev.facet.function.fixture.PngBuilder;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import javax.imageio.ImageTypeSpecifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of picture that people have becomes the same eight-bit RGB. */
class ImageKindsTest {
  private static final Color COLOUR = new Color(200, 100, 40);

  @Test
  void readsABaselineJpeg() {
    assertColour(Pictures.jpeg(Pictures.solid(30, 40, COLOUR)), 200, 100, 40);
  }

  @Test
  void readsAProgressiveJpeg() {
    assertColour(Pictures.progressiveJpeg(Pictures.solid(30, 40, COLOUR)), 200, 100, 40);
  }

  @Test
  void readsAGreyJpegWithoutChangingItsBrightness() {
    BufferedImage grey = new BufferedImage(30, 40, BufferedImage.TYPE_BYTE_GRAY);
    grey.getRaster().setSamples(0, 0, 30, 40, 0, filled(30 * 40, 77));

    assertColour(Pictures.jpeg(grey), 77, 77, 77);
  }

  @Test
  void readsACmykJpegOfAdobe() {
    // inverted: full cyan, magenta and yellow would be 0
    assertThat(colour(Pictures.fourComponentJpeg(30, 40, 0, 255, 0, 0, 255)))
        .satisfies(rgb -> assertThat(rgb[0]).isGreaterThan(200))
        .satisfies(rgb -> assertThat(rgb[1]).isLessThan(80))
        .satisfies(rgb -> assertThat(rgb[2]).isLessThan(80));
  }

  @Test
  void readsAYcckJpegOfAdobe() {
    // the inks are inverted twice, as CMYK and as YCC: no luma and full black are white
    assertThat(colour(Pictures.fourComponentJpeg(30, 40, 2, 0, 128, 128, 255)))
        .satisfies(rgb -> assertThat(rgb[0]).isGreaterThan(240))
        .satisfies(rgb -> assertThat(rgb[1]).isGreaterThan(240))
        .satisfies(rgb -> assertThat(rgb[2]).isGreaterThan(240));
  }

  @Test
  void readsAColourPng() {
    assertExactly(Pictures.png(Pictures.solid(30, 40, COLOUR)), 200, 100, 40);
  }

  @Test
  void readsAnInterlacedPng() {
    assertExactly(Pictures.interlacedPng(Pictures.solid(30, 40, COLOUR)), 200, 100, 40);
  }

  @Test
  void readsAPalettePng() {
    IndexColorModel palette =
        new IndexColorModel(
            8, 2, new byte[] {0, (byte) 200}, new byte[] {0, 100}, new byte[] {0, 40});
    BufferedImage image = new BufferedImage(30, 40, BufferedImage.TYPE_BYTE_INDEXED, palette);
    image.getRaster().setSamples(0, 0, 30, 40, 0, filled(30 * 40, 1));

    assertExactly(Pictures.png(image), 200, 100, 40);
  }

  @Test
  void readsATransparentPaletteOverWhite() {
    IndexColorModel palette =
        new IndexColorModel(
            8, 2, new byte[] {0, 0}, new byte[] {0, 0}, new byte[] {0, 0}, new byte[] {-1, 0});
    BufferedImage image = new BufferedImage(30, 40, BufferedImage.TYPE_BYTE_INDEXED, palette);
    image.getRaster().setSamples(0, 0, 30, 40, 0, filled(30 * 40, 1));

    assertExactly(Pictures.png(image), 255, 255, 255);
  }

  @Test
  void readsABlackAndWhitePng() {
    BufferedImage image = new BufferedImage(30, 40, BufferedImage.TYPE_BYTE_BINARY);

    assertExactly(Pictures.png(Pictures.paint(image, Color.WHITE)), 255, 255, 255);
  }

  @Test
  void readsAGreyPngWithoutChangingItsBrightness() {
    BufferedImage grey = new BufferedImage(30, 40, BufferedImage.TYPE_BYTE_GRAY);
    grey.getRaster().setSamples(0, 0, 30, 40, 0, filled(30 * 40, 77));

    assertExactly(Pictures.png(grey), 77, 77, 77);
  }

  @Test
  void readsASixteenBitGreyPng() {
    BufferedImage grey = new BufferedImage(30, 40, BufferedImage.TYPE_USHORT_GRAY);
    grey.getRaster().setSamples(0, 0, 30, 40, 0, filled(30 * 40, 77 * 257));

    assertExactly(Pictures.png(grey), 77, 77, 77);
  }

  @Test
  void readsASixteenBitColourPng() {
    BufferedImage image =
        ImageTypeSpecifier.createInterleaved(
                java.awt.color.ColorSpace.getInstance(java.awt.color.ColorSpace.CS_sRGB),
                new int[] {0, 1, 2},
                DataBuffer.TYPE_USHORT,
                false,
                false)
            .createBufferedImage(30, 40);
    for (int band = 0; band < 3; band++) {
      int[] samples = filled(30 * 40, 257 * new int[] {200, 100, 40}[band]);
      image.getRaster().setSamples(0, 0, 30, 40, band, samples);
    }

    assertExactly(Pictures.png(image), 200, 100, 40);
  }

  @Test
  void laysTransparencyOverWhite() {
    BufferedImage image = new BufferedImage(30, 40, BufferedImage.TYPE_INT_ARGB);

    assertExactly(Pictures.png(Pictures.paint(image, new Color(255, 0, 0, 51))), 255, 204, 204);
  }

  @Test
  void readsTheDefaultImageOfAnAnimatedPng() {
    byte[] animated =
        new PngBuilder()
            .header(2, 2)
            .chunk("acTL", new byte[] {0, 0, 0, 2, 0, 0, 0, 0})
            .zeros(2 * 3)
            .chunk("fdAT", new byte[] {0, 0, 0, 1, 120, -100})
            .end();

    assertExactly(animated, 0, 0, 0);
  }

  @ParameterizedTest(name = "{0} times the input")
  @ValueSource(ints = {1, 3, 4, 9, 40})
  void readsLargePicturesAtAFractionWithTheSameResult(int times) {
    Prepared small = Prepared.of(Pictures.png(Pictures.gradient(24, 32)), 32, 24);
    BufferedImage large = Pictures.gradient(24 * times, 32 * times);

    for (byte[] file : new byte[][] {Pictures.png(large), Pictures.jpeg(large)}) {
      Prepared prepared = Prepared.of(file, 32, 24);

      for (int y = 0; y < 32; y++) {
        for (int x = 0; x < 24; x++) {
          assertThat(prepared.at(x, y)[0]).isCloseTo(small.at(x, y)[0], within(6));
          assertThat(prepared.at(x, y)[2]).isCloseTo(small.at(x, y)[2], within(6));
        }
      }
    }
  }

  @ParameterizedTest(name = "{0} x {1}")
  @CsvSource({"1,1", "1,5000", "5000,1", "2,3", "1999,7"})
  void readsPicturesOfAnyShape(int width, int height) {
    BufferedImage image = Pictures.solid(width, height, COLOUR);

    assertExactly(Pictures.png(image), 200, 100, 40);
    assertColour(Pictures.jpeg(image), 200, 100, 40);
  }

  @Test
  void readsTheMiddleOfAWidePicture() {
    BufferedImage image = Pictures.quarters(400, 100, Color.RED, Color.BLUE, Color.RED, Color.BLUE);

    Prepared prepared = Prepared.of(Pictures.png(image), 10, 10);

    assertThat(prepared.at(1, 5)).containsExactly(255, 0, 0);
    assertThat(prepared.at(8, 5)).containsExactly(0, 0, 255);
  }

  private static int[] filled(int length, int value) {
    int[] samples = new int[length];
    java.util.Arrays.fill(samples, value);
    return samples;
  }

  private static int[] colour(byte[] file) {
    return Prepared.of(file, 16, 12).at(5, 7);
  }

  private static void assertColour(byte[] file, int... rgb) {
    int[] found = colour(file);
    for (int c = 0; c < 3; c++) {
      assertThat(found[c]).isCloseTo(rgb[c], within(4));
    }
  }

  private static void assertExactly(byte[] file, int... rgb) {
    assertThat(colour(file)).containsExactly(rgb);
  }
}
