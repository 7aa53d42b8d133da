package dev.facet.function.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.function.fixture.Damage;
import dev.facet.function.fixture.Pictures;
import dev.facet.function.problem.ProblemException;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** jqwik prints the seed and the smallest damage that fails. */
class DamagedImageTest {
  private static final int HEIGHT = 24;
  private static final int WIDTH = 20;
  private static final int TRIES = 1500;
  private static final BufferedImage PICTURE = Pictures.gradient(60, 75);

  @Property(tries = TRIES)
  void aDamagedFileIsReadOrRefusedWithAProblem(
      @ForAll("files") byte[] file, @ForAll("damages") List<Damage> damages) {
    readOrRefuse(Damage.all(damages, file));
  }

  @Property(tries = TRIES)
  void aDamagedPngWithRightChecksumsIsReadOrRefusedWithAProblem(
      @ForAll("pngs") byte[] file, @ForAll("damages") List<Damage> damages) {
    readOrRefuse(withRightChecksums(Damage.all(damages, file)));
  }

  @Property(tries = TRIES)
  void anythingIsReadOrRefusedWithAProblem(@ForAll byte[] file) {
    readOrRefuse(file);
  }

  /** Every other exception than a problem would be answered 500. */
  private static void readOrRefuse(byte[] file) {
    ByteBuffer target = ByteBuffer.allocateDirect(3 * HEIGHT * WIDTH);
    try {
      PixelAllowance allowance = new PixelAllowance(1_000_000, 1_000_000);
      new ImagePreparer(HEIGHT, WIDTH).open(file, "The body", allowance).write(target);

      assertThat(target.hasRemaining()).as("an image that was not written to its end").isFalse();
    } catch (ProblemException refused) {
      assertThat(refused.problem().status()).isBetween(400, 499);
      assertThat(target.position()).as("bytes of a refused image").isZero();
    }
  }

  private static byte[] withRightChecksums(byte[] file) {
    ByteBuffer png = ByteBuffer.wrap(file);
    int at = 8;
    while (at + 12 <= file.length) {
      int length = png.getInt(at);
      if (length < 0 || length > file.length - at - 12) {
        break;
      }
      CRC32 checksum = new CRC32();
      checksum.update(file, at + 4, 4 + length);
      png.putInt(at + 8 + length, (int) checksum.getValue());
      at += 12 + length;
    }
    return file;
  }

  @Provide
  Arbitrary<byte[]> files() {
    return Arbitraries.oneOf(
        Arbitraries.of(Pictures.jpeg(PICTURE), Pictures.progressiveJpeg(PICTURE)), pngs());
  }

  @Provide
  Arbitrary<byte[]> pngs() {
    return Arbitraries.of(Pictures.png(PICTURE), Pictures.interlacedPng(PICTURE));
  }

  @Provide
  Arbitrary<List<Damage>> damages() {
    return Damage.some();
  }
}
