package dev.facet.function.bundle;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.facet.function.bundle.BundleLocation.Folder;
import dev.facet.function.fixture.FixtureBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustTest {
  @TempDir private Path root;
  private Path bundle;
  private KeyPair pair;
  private Trust trust;

  @BeforeEach
  void signABundle() throws Exception {
    bundle = FixtureBundle.meanColour("colours", "1.0.0").write(root);
    pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    sign(pair.getPrivate());
    trust = Trust.inSignaturesFor(publicKey(pair));
  }

  @Test
  void opensABundleThatWasSignedWithTheKey() {
    assertThat(Bundle.open(new Folder(bundle), trust).manifest().name()).isEqualTo("colours");
  }

  @Test
  void refusesAManifestThatWasChangedAfterwards() throws IOException {
    Files.writeString(bundle.resolve("manifest.json"), " ", StandardOpenOption.APPEND);

    assertRefused("was not made for this manifest");
  }

  @Test
  void refusesTheSignatureOfAnotherKeyAndWhatIsNoSignature() throws Exception {
    sign(KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate());
    assertRefused("was not made for this manifest");

    Files.write(bundle.resolve("manifest.sig"), new byte[] {1, 2, 3});
    assertRefused("was not made for this manifest");
  }

  @Test
  void refusesABundleWithoutSignature() throws IOException {
    Files.delete(bundle.resolve("manifest.sig"));

    assertRefused("manifest.sig cannot be read, but facet.signature-key demands signed bundles");
  }

  @Test
  void saysWhichFileHoldsNoKey() throws Exception {
    Path notes = Files.writeString(root.resolve("notes"), "no key");
    Path rsa =
        pem(KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic().getEncoded(), "rsa");

    for (Path file : new Path[] {notes, rsa}) {
      assertThatThrownBy(() -> Trust.inSignaturesFor(file))
          .isInstanceOf(BundleException.class)
          .hasMessage(
              "facet.signature-key is %s, which holds no public Ed25519 key in X.509 PEM."
                  .formatted(file));
    }
    assertThatThrownBy(() -> Trust.inSignaturesFor(root.resolve("missing")))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("cannot be read");
  }

  private void assertRefused(String why) {
    assertThatThrownBy(() -> Bundle.open(new Folder(bundle), trust))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining(why);
  }

  private void sign(PrivateKey key) throws GeneralSecurityException, IOException {
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(key);
    signature.update(Files.readAllBytes(bundle.resolve("manifest.json")));
    Files.write(bundle.resolve("manifest.sig"), signature.sign());
  }

  private Path publicKey(KeyPair keys) throws IOException {
    return pem(keys.getPublic().getEncoded(), "public");
  }

  private Path pem(byte[] encoded, String name) throws IOException {
    String text = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(encoded);
    return Files.writeString(
        root.resolve(name + ".pem"),
        "-----BEGIN PUBLIC KEY-----\n" + text + "\n-----END PUBLIC KEY-----\n");
  }
}
