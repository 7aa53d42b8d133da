package dev.facet.exporter.bundle;

import dev.facet.exporter.ExportException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;

/** A public Ed25519 key (RFC 8032) that tells whether a bundle was signed with its private one. */
public final class VerificationKey {
  private static final String WHAT = "a public Ed25519 key in X.509 PEM";

  private final PublicKey key;

  private VerificationKey(PublicKey key) {
    this.key = key;
  }

  /**
   * Reads a key such as {@code openssl pkey -in key.pem -pubout -out public.pem} makes.
   *
   * @throws ExportException if the file cannot be read or holds no such key
   */
  public static VerificationKey read(Path pem) {
    byte[] encoded = Pem.read(pem, "PUBLIC KEY", WHAT);
    try {
      return new VerificationKey(Pem.ed25519().generatePublic(new X509EncodedKeySpec(encoded)));
    } catch (GeneralSecurityException e) {
      throw Pem.wrong(pem, WHAT, e);
    }
  }

  /** Whether a signature is that of a content. */
  public boolean verifies(byte[] content, byte[] signed) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initVerify(key);
      signature.update(content);
      return signature.verify(signed);
    } catch (SignatureException e) {
      return false; // not even the form of a signature
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime since 15 verifies Ed25519", e);
    }
  }
}
