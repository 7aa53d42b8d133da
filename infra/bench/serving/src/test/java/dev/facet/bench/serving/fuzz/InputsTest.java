package dev.facet.bench.serving.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class InputsTest {
  @Test
  void oneSeedGivesTheSameInputsAndAnotherGivesOthers() throws IOException {
    Inputs one = new Inputs(List.of(picture()), 5);
    Inputs same = new Inputs(List.of(picture()), 5);
    Inputs other = new Inputs(List.of(picture()), 6);

    assertThat(IntStream.range(0, 50))
        .allMatch(i -> Arrays.equals(one.get(i).body(), same.get(i).body()));
    assertThat(IntStream.range(0, 50))
        .anyMatch(i -> !Arrays.equals(one.get(i).body(), other.get(i).body()));
  }

  @Test
  void checksumsOfADamagedPngBecomeRightAgain() throws IOException {
    byte[] png = picture("png");
    byte[] damaged = png.clone();
    damaged[png.length - 1] ^= 1; // the checksum of the last chunk

    assertThat(PngChecksums.corrected(damaged)).isEqualTo(png);
  }

  private static byte[] picture() throws IOException {
    return picture("jpeg");
  }

  private static byte[] picture(String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(40, 50, BufferedImage.TYPE_INT_RGB), format, bytes);
    return bytes.toByteArray();
  }
}
