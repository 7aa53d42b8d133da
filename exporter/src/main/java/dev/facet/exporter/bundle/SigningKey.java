package dev.facet.exporter.bundle;

import dev.facet.exporter.ExportException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;

/** A private Ed25519 key (RFC 8032) with which bundles are signed. */
public final class SigningKey {
  private static final String WHAT = "a private Ed25519 key in PKCS #8 PEM";

  private final PrivateKey key;

  private SigningKey(PrivateKey key) {
    this.key = key;
  }

  /**
   * Reads a key such as {@code openssl genpkey -algorithm ed25519 -out key.pem} makes.
   *
   * @throws ExportException if the file cannot be read or holds no such key
   */
  public static SigningKey read(Path pem) {
    byte[] encoded = Pem.read(pem, "PRIVATE KEY", WHAT);
    try {
      return new SigningKey(Pem.ed25519().generatePrivate(new PKCS8EncodedKeySpec(encoded)));
    } catch (GeneralSecurityException e) {
      throw Pem.wrong(pem, WHAT, e);
    }
  }

  /** The 64 bytes of the signature of a content. */
  public byte[] sign(byte[] content) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime since 15 signs with Ed25519", e);
    }
  }
}
