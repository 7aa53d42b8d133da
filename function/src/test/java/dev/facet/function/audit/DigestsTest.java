package dev.facet.function.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.function.inference.ImageFile;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DigestsTest {
  private static final byte[] ABC = "abc".getBytes(US_ASCII);

  /** FIPS 180-2, appendix B.1. */
  @Test
  void areThoseThatEverybodyComputesWithoutASecret() {
    assertThat(new Digests(Optional.empty()).of(new ImageFile.Sent("The body", ABC)))
        .isEqualTo("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  /** RFC 4231, test case 2. */
  @Test
  void needTheSecretIfThereIsOne() {
    byte[] text = "what do ya want for nothing?".getBytes(US_ASCII);

    assertThat(new Digests(Optional.of("Jefe")).of(new ImageFile.Sent("The body", text)))
        .isEqualTo("hmac-sha256:5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }

  @Test
  void arePixelsThatNeedNoDecodingToo() {
    ByteBuffer pixels = ByteBuffer.wrap(ABC);
    Digests digests = new Digests(Optional.empty());

    assertThat(digests.of(new ImageFile.Prepared(pixels)))
        .isEqualTo(digests.of(new ImageFile.Sent("The body", ABC)));
    assertThat(pixels.position()).isZero();
  }
}
