package dev.facet.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;

/** A pair of Ed25519 keys in files. */
public record TestKeys(Path secret, Path open, PrivateKey key) {
  /** Makes a pair. */
  public static TestKeys make(Path folder) throws GeneralSecurityException, IOException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    return new TestKeys(
        write(folder.resolve("key.pem"), "PRIVATE KEY", pair.getPrivate()),
        write(folder.resolve("public.pem"), "PUBLIC KEY", pair.getPublic()),
        pair.getPrivate());
  }

  /** Signs a bundle's manifest anew. */
  public void sign(Path bundle) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(Files.readAllBytes(bundle.resolve("manifest.json")));
      Files.write(bundle.resolve("manifest.sig"), signature.sign());
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Path write(Path file, String what, Key key) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    return Files.writeString(
        file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, body, what));
  }
}
