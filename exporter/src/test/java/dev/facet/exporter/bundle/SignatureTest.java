package dev.facet.exporter.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.facet.exporter.ExportException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignatureTest {
  /** RFC 8032, section 7.1, test 2: the secret key, the message and the signature. */
  private static final String SECRET =
      "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";

  private static final String MESSAGE = "72";
  private static final String SIGNATURE =
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
          + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

  /** What stands before the 32 bytes of an Ed25519 key in PKCS #8. */
  private static final String PREFIX = "302e020100300506032b657004220420";

  @TempDir private Path folder;

  @Test
  void signsLikeTheStandardsExample() throws IOException {
    Path file = pem("PRIVATE KEY", HexFormat.of().parseHex(PREFIX + SECRET));

    byte[] signature = SigningKey.read(file).sign(HexFormat.of().parseHex(MESSAGE));

    assertThat(HexFormat.of().formatHex(signature)).isEqualTo(SIGNATURE);
  }

  @Test
  void tellsTheSignatureOfAnotherContentKeyOrForm() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] content = "a manifest".getBytes(StandardCharsets.UTF_8);
    byte[] signed =
        SigningKey.read(Keys.write(folder.resolve("key.pem"), pair.getPrivate())).sign(content);
    VerificationKey right =
        VerificationKey.read(Keys.write(folder.resolve("public.pem"), pair.getPublic()));
    VerificationKey wrong =
        VerificationKey.read(Keys.write(folder.resolve("other.pem"), other.getPublic()));

    assertThat(right.verifies(content, signed)).isTrue();
    assertThat(right.verifies("another".getBytes(StandardCharsets.UTF_8), signed)).isFalse();
    assertThat(wrong.verifies(content, signed)).isFalse();
    assertThat(right.verifies(content, new byte[3])).isFalse();
  }

  @Test
  void saysWhichFileHoldsNoKey() throws Exception {
    Path text = Files.writeString(folder.resolve("notes.txt"), "no key here");
    Path broken = pem("PRIVATE KEY", new byte[] {1, 2, 3});
    Path rsa =
        Keys.write(
            folder.resolve("rsa.pem"),
            KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate());

    for (Path file : new Path[] {text, broken, rsa}) {
      assertThatThrownBy(() -> SigningKey.read(file))
          .isInstanceOf(ExportException.class)
          .hasMessage(file + " does not hold a private Ed25519 key in PKCS #8 PEM.");
    }
    assertThatThrownBy(() -> VerificationKey.read(folder.resolve("missing.pem")))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("missing.pem cannot be read");
  }

  private Path pem(String kind, byte[] content) throws IOException {
    String text = Base64.getEncoder().encodeToString(content);
    return Files.writeString(
        folder.resolve("made.pem"),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, text, kind));
  }
}
