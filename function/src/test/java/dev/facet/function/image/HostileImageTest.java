package dev.facet.function.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.facet.function.fixture.Pictures;
import dev.facet.function.fixture.PngBuilder;
import dev.facet.function.problem.ProblemException;
import dev.facet.function.problem.ProblemType;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileImageTest {
  private static final byte[] JPEG = Pictures.jpeg(Pictures.gradient(120, 160));
  private static final byte[] PNG = Pictures.png(Pictures.gradient(120, 160));

  @Test
  void refusesATextForAnImage() {
    assertRefused("hello".getBytes(UTF_8), ProblemType.NOT_AN_IMAGE, "68 65 6c 6c");
  }

  @Test
  void refusesAFormatThatItDoesNotRead() {
    assertRefused("GIF89a".getBytes(UTF_8), ProblemType.UNSUPPORTED_MEDIA_TYPE, "GIF");
    assertRefused("RIFF0000WEBPVP8 ".getBytes(UTF_8), ProblemType.UNSUPPORTED_MEDIA_TYPE, "WebP");
  }

  @ParameterizedTest(name = "after {0} %")
  @ValueSource(ints = {1, 10, 30, 50, 90, 99})
  void refusesAJpegThatIsCutOff(int percent) {
    int length = Math.max(4, JPEG.length * percent / 100);

    assertRefused(Arrays.copyOf(JPEG, length), ProblemType.UNUSABLE_IMAGE, "cut off");
  }

  @ParameterizedTest(name = "after {0} %")
  @ValueSource(ints = {1, 10, 50, 99})
  void refusesAPngThatIsCutOff(int percent) {
    int length = Math.max(9, PNG.length * percent / 100);

    assertRefused(Arrays.copyOf(PNG, length), ProblemType.UNUSABLE_IMAGE, "");
  }

  @Test
  void refusesAJpegWhoseDataEndsBeforeThePicture() {
    byte[] cut = Arrays.copyOf(JPEG, JPEG.length / 2);
    cut[cut.length - 2] = (byte) 0xFF;
    cut[cut.length - 1] = (byte) 0xD9; // with an end marker, as if it were whole

    assertRefused(cut, ProblemType.UNUSABLE_IMAGE, "decoder");
  }

  @Test
  void refusesAHugePngBeforeDecodingIt() {
    byte[] huge = new PngBuilder().header(30_000, 30_000).zeros(30_000L * 30_001).end();

    assertThat(huge.length).isBetween(800_000, 8_000_000);
    assertRefused(huge, ProblemType.IMAGE_TOO_LARGE, "30000 x 30000");
  }

  @Test
  void refusesSidesWhoseProductOverflows() {
    byte[] huge = new PngBuilder().header(-1, -1).zeros(10).end();

    assertRefused(huge, ProblemType.IMAGE_TOO_LARGE, "4294967295 x 4294967295");
  }

  @Test
  void refusesAnEmptyPicture() {
    assertRefused(
        new PngBuilder().header(0, 5).zeros(10).end(), ProblemType.UNUSABLE_IMAGE, "0 x 5");
  }

  @Test
  void refusesAPngWithLessDataThanItsHeaderClaims() {
    byte[] lying = new PngBuilder().header(1000, 1000).zeros(5000).end();

    assertRefused(lying, ProblemType.UNUSABLE_IMAGE, "decoder");
  }

  @Test
  void refusesAPngWithAWrongChecksum() {
    byte[] damaged = PNG.clone();
    damaged[damaged.length / 2] ^= 1;

    assertRefused(damaged, ProblemType.UNUSABLE_IMAGE, "checksum");
  }

  @Test
  void refusesAPngWithoutData() {
    assertRefused(
        new PngBuilder().header(5, 5).end(), ProblemType.UNUSABLE_IMAGE, "holds no picture");
  }

  @Test
  void refusesAJpegWithThousandsOfScans() {
    byte[] small = Pictures.progressiveJpeg(Pictures.solid(16, 16, Color.RED));

    assertRefused(withMoreScans(small, 5000), ProblemType.UNUSABLE_IMAGE, "more than 100 scans");
  }

  @Test
  void refusesALargeJpegWithSomeScansTooMany() {
    byte[] large = Pictures.progressiveJpeg(Pictures.solid(4000, 3000, Color.RED));

    assertRefused(
        withMoreScans(large, 50), ProblemType.UNUSABLE_IMAGE, "51 scans over 4000 x 3000 pixels");
  }

  /** Repeats the last scan. */
  private static byte[] withMoreScans(byte[] progressive, int more) {
    int end = progressive.length - 2;
    int scan = end;
    while (!(progressive[scan] == (byte) 0xFF && progressive[scan + 1] == (byte) 0xDA)) {
      scan--;
    }
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    bomb.write(progressive, 0, end);
    for (int i = 0; i < more; i++) {
      bomb.write(progressive, scan, end - scan);
    }
    bomb.write(progressive, end, 2);
    return bomb.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"zTXt", "iCCP", "iTXt"})
  void neverInflatesMetadata(String chunk) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.writeBytes("name\0\0".getBytes(UTF_8));
    data.writeBytes(PngBuilder.deflatedZeros(1L << 30));
    byte[] bomb =
        new PngBuilder()
            .header(2, 2, 8, 3)
            .chunk(chunk, data.toByteArray())
            .chunk("PLTE", new byte[] {9, 9, 9})
            .zeros(2 * 3)
            .end();

    assertThat(Prepared.of(bomb, 16, 12).at(0, 0)).containsExactly(9, 9, 9);
  }

  @Test
  void ignoresAColourProfileThatIsNonsense() {
    byte[] profile = Arrays.copyOf("ICC_PROFILE\0\1\1nonsense".getBytes(UTF_8), 400);

    Prepared prepared = Prepared.of(Pictures.withSegment(JPEG, 0xE2, profile), 16, 12);

    assertThat(prepared.bytes()).isEqualTo(Prepared.of(JPEG, 16, 12).bytes());
  }

  @Test
  void countsThePixelsOfAllImagesOfARequest() {
    PixelAllowance allowance = new PixelAllowance(20_000, 30_000);
    Prepared.of(PNG, 16, 12, allowance);

    ProblemException problem =
        catchThrowableOfType(ProblemException.class, () -> Prepared.of(PNG, 16, 12, allowance));

    assertThat(problem.type()).isEqualTo(ProblemType.IMAGE_TOO_LARGE);
    assertThat(problem).hasMessageContaining("left 10800 of the 30000");
  }

  @Test
  void answersAnyDamageWithAProblemAndNothingElse() {
    long seed = 7;
    Random random = new Random(seed);
    byte[][] files = {
      JPEG,
      PNG,
      Pictures.progressiveJpeg(Pictures.gradient(60, 80)),
      Pictures.fourComponentJpeg(30, 40, 2, 200, 100, 90, 255),
      Pictures.withOrientation(JPEG, 6)
    };
    for (int round = 0; round < 600; round++) {
      byte[] damaged = files[round % files.length].clone();
      for (int i = 0; i <= random.nextInt(8); i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        Prepared.of(damaged, 16, 12);
      } catch (ProblemException expected) {
        assertThat(expected.type().status())
            .as("seed %d, round %d", seed, round)
            .isBetween(400, 422);
      }
    }
  }

  private static void assertRefused(byte[] file, ProblemType type, String saying) {
    ProblemException problem =
        catchThrowableOfType(ProblemException.class, () -> Prepared.of(file, 16, 12));
    assertThat(problem).isNotNull();
    assertThat(problem.type()).isEqualTo(type);
    assertThat(problem).hasMessageStartingWith("The body ").hasMessageContaining(saying);
  }
}
