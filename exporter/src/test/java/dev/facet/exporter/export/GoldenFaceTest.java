package dev.facet.exporter.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class GoldenFaceTest {
  @Test
  void isTheSameOnEveryMachine() throws Exception {
    byte[] file = GoldenFace.of(109, 89).file();

    assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file)))
        .isEqualTo("74898ff3eab51b5c361a35b0508598f241c006d5efa26217fe128bd5c6f5cfd0");
  }

  @Test
  void fillsAnyInput() {
    assertThat(GoldenFace.of(7, 5).tensor().shape()).containsExactly(1, 7, 5, 3);
    assertThat(GoldenFace.of(7, 5).file()).hasSize("P6\n5 7\n255\n".length() + 7 * 5 * 3);
  }
}
