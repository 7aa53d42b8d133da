package dev.facet.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageFilesTest {
  private static final Color SKIN = new Color(224, 172, 105);

  @Test
  void decodesAColourJpeg() throws IOException {
    RgbImage image = ImageFiles.decode(encoded(filled(BufferedImage.TYPE_INT_RGB), "jpg"), "a.jpg");

    assertThat(image.width()).isEqualTo(20);
    assertThat(image.height()).isEqualTo(12);
    assertColour(image, SKIN, 3);
  }

  @Test
  void decodesPngsWithAndWithoutAlphaExactly() throws IOException {
    for (int type : new int[] {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_4BYTE_ABGR}) {
      assertColour(ImageFiles.decode(encoded(filled(type), "png"), "a.png"), SKIN, 0);
    }
  }

  @Test
  void laysWhatIsTransparentOverWhite() throws IOException {
    BufferedImage clear = new BufferedImage(20, 12, BufferedImage.TYPE_4BYTE_ABGR);

    assertColour(ImageFiles.decode(encoded(clear, "png"), "a.png"), Color.WHITE, 0);
  }

  @Test
  void keepsTheValuesOfGreyPictures() throws IOException {
    BufferedImage grey = new BufferedImage(20, 12, BufferedImage.TYPE_BYTE_GRAY);
    setSamples(grey, 100);

    Color expected = new Color(100, 100, 100);
    assertColour(ImageFiles.decode(encoded(grey, "png"), "a.png"), expected, 0);
    assertColour(ImageFiles.decode(encoded(grey, "jpg"), "a.jpg"), expected, 1);
  }

  @Test
  void keepsTheUpperByteOfSixteenBitGrey() throws IOException {
    BufferedImage grey = new BufferedImage(20, 12, BufferedImage.TYPE_USHORT_GRAY);
    setSamples(grey, 100 * 257);

    assertColour(ImageFiles.decode(encoded(grey, "png"), "a.png"), new Color(100, 100, 100), 0);
  }

  @Test
  void decodesPalettePictures() throws IOException {
    byte[] red = {0, (byte) SKIN.getRed()};
    byte[] green = {0, (byte) SKIN.getGreen()};
    byte[] blue = {0, (byte) SKIN.getBlue()};
    BufferedImage palette =
        new BufferedImage(
            20, 12, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(8, 2, red, green, blue));
    setSamples(palette, 1);

    assertColour(ImageFiles.decode(encoded(palette, "png"), "a.png"), SKIN, 0);
  }

  @Test
  void decodesACmykJpeg() throws IOException {
    // As Adobe writes them: inverted, so that 255 is no ink
    RgbImage red = ImageFiles.decode(cmykJpeg(240, 20, 20, 255), "a.jpg");
    RgbImage darkGrey = ImageFiles.decode(cmykJpeg(255, 255, 255, 100), "a.jpg");

    assertThat(red.width()).isEqualTo(16);
    assertThat(red.value(8, 8, 0)).isGreaterThan(140);
    assertThat(red.value(8, 8, 1)).isLessThan(100);
    assertThat(red.value(8, 8, 2)).isLessThan(100);
    assertThat(darkGrey.value(8, 8, 0)).isBetween(60, 140);
    assertThat(darkGrey.value(8, 8, 1)).isCloseTo(darkGrey.value(8, 8, 0), Offset.offset(12));
  }

  /** A picture of 3x2 whose pixel at the top left is white must show it where EXIF says. */
  @ParameterizedTest
  @CsvSource({
    "1, 3, 2, 0, 0",
    "2, 3, 2, 2, 0",
    "3, 3, 2, 2, 1",
    "4, 3, 2, 0, 1",
    "5, 2, 3, 0, 0",
    "6, 2, 3, 1, 0",
    "7, 2, 3, 1, 2",
    "8, 2, 3, 0, 2",
    "9, 3, 2, 0, 0"
  })
  void turnsPicturesUprightByExif(int orientation, int width, int height, int x, int y)
      throws IOException {
    BufferedImage picture = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(0, 0, 0xffffff);
    byte[] png = withExif(encoded(picture, "png"), orientation);

    RgbImage image = ImageFiles.decode(png, "a.png");

    assertThat(image.width()).isEqualTo(width);
    assertThat(image.height()).isEqualTo(height);
    for (int v = 0; v < height; v++) {
      for (int u = 0; u < width; u++) {
        assertThat(image.value(u, v, 0)).as("at %d,%d", u, v).isEqualTo(u == x && v == y ? 255 : 0);
      }
    }
  }

  @Test
  void saysWhatTheFileBeginsWithWhenItIsNoPicture() {
    assertThatThrownBy(
            () -> ImageFiles.decode("hello".getBytes(StandardCharsets.US_ASCII), "notes.jpg"))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "The image notes.jpg is neither JPEG nor PNG, it begins with the bytes 68 65 6c 6c:"
                + " convert it or remove its row.");
    assertThatThrownBy(() -> ImageFiles.decode(new byte[0], "empty.jpg"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("empty.jpg is neither JPEG nor PNG, it begins with nothing");
  }

  @Test
  void namesATruncatedPicture(@TempDir Path directory) throws IOException {
    for (String format : new String[] {"jpg", "png"}) {
      byte[] whole = encoded(noise(), format);
      for (int percent : new int[] {1, 10, 50, 90}) {
        Path file = directory.resolve("cut." + format);
        Files.write(file, Arrays.copyOf(whole, whole.length * percent / 100));

        assertThatThrownBy(() -> ImageFiles.decode(file))
            .as("%d %% of a %s", percent, format)
            .isInstanceOf(DataException.class)
            .hasMessageContaining("The image " + file + " is damaged");
      }
    }
  }

  @Test
  void namesAFileThatIsNotThere(@TempDir Path directory) {
    Path file = directory.resolve("none.jpg");

    assertThatThrownBy(() -> ImageFiles.decode(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("The image " + file + " cannot be read");
  }

  @Test
  void refusesTooManyPixelsBeforeDecodingThem() throws IOException {
    byte[] png = encoded(filled(BufferedImage.TYPE_INT_RGB), "png");
    // Width and height stand at 16 and 20 in every PNG; the header's checksum follows at 29.
    ByteBuffer header = ByteBuffer.wrap(png);
    header.putInt(16, 30_000).putInt(20, 30_000);
    CRC32 checksum = new CRC32();
    checksum.update(png, 12, 17);
    header.putInt(29, (int) checksum.getValue());

    assertThatThrownBy(() -> ImageFiles.decode(png, "huge.png"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("huge.png has 30000x30000 pixels, but at most 100 million");
  }

  private static BufferedImage filled(int type) {
    BufferedImage image = new BufferedImage(20, 12, type);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, y, SKIN.getRGB());
      }
    }
    return image;
  }

  private static BufferedImage noise() {
    BufferedImage image = new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(1);
    for (int i = 0; i < 200 * 200; i++) {
      image.setRGB(i % 200, i / 200, random.nextInt(0x1000000));
    }
    return image;
  }

  private static void setSamples(BufferedImage image, int sample) {
    WritableRaster raster = image.getRaster();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        raster.setSample(x, y, 0, sample);
      }
    }
  }

  private static byte[] encoded(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, bytes)).isTrue();
    return bytes.toByteArray();
  }

  /** The platform writes four bands as they are; the tag says that they are inverted inks. */
  private static byte[] cmykJpeg(int... inks) throws IOException {
    WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 16, 16, 4, null);
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 16; x++) {
        raster.setPixel(x, y, inks);
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer =
        Stream.iterate(
                ImageIO.getImageWritersByFormatName("jpg"),
                Iterator::hasNext,
                UnaryOperator.identity())
            .map(Iterator::next)
            .filter(candidate -> candidate.getClass().getName().startsWith("com.sun"))
            .findFirst()
            .orElseThrow();
    try (var stream = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(stream);
      writer.write(new IIOImage(raster, null, null));
    } finally {
      writer.dispose();
    }
    byte[] jpeg = bytes.toByteArray();
    byte[] tag = {(byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
    ByteBuffer out = ByteBuffer.allocate(jpeg.length + tag.length);
    return out.put(jpeg, 0, 2).put(tag).put(jpeg, 2, jpeg.length - 2).array();
  }

  /** Puts an eXIf chunk with that orientation behind a PNG's header. */
  private static byte[] withExif(byte[] png, int orientation) {
    ByteBuffer exif = ByteBuffer.allocate(26);
    exif.put(new byte[] {'M', 'M', 0, 42}).putInt(8).putShort((short) 1);
    exif.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
    ByteBuffer out = ByteBuffer.allocate(png.length + 12 + exif.capacity());
    int headerEnd = 33;
    out.put(png, 0, headerEnd);
    int start = out.position();
    out.putInt(exif.capacity()).put(new byte[] {'e', 'X', 'I', 'f'}).put(exif.array());
    CRC32 checksum = new CRC32();
    checksum.update(out.array(), start + 4, 4 + exif.capacity());
    out.putInt((int) checksum.getValue()).put(png, headerEnd, png.length - headerEnd);
    return out.array();
  }

  private static void assertColour(RgbImage image, Color colour, int tolerance) {
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        assertThat(Math.abs(image.value(x, y, 0) - colour.getRed())).isLessThanOrEqualTo(tolerance);
        assertThat(Math.abs(image.value(x, y, 1) - colour.getGreen()))
            .isLessThanOrEqualTo(tolerance);
        assertThat(Math.abs(image.value(x, y, 2) - colour.getBlue()))
            .isLessThanOrEqualTo(tolerance);
      }
    }
  }
}
