package dev.facet.function.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/**
 * Whose bundles are served: anyone's, or only those whose manifest was signed with the private
 * Ed25519 key (RFC 8032) that belongs to a public one. The manifest has the digest of every other
 * file, so its signature speaks for all of them.
 */
public final class Trust {
  /** The signature's file: 64 bytes. */
  static final String SIGNATURE = "manifest.sig";

  private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
  private static final String END = "-----END PUBLIC KEY-----";

  private final Optional<PublicKey> key;

  private Trust(Optional<PublicKey> key) {
    this.key = key;
  }

  /** In whoever wrote the bundle. */
  public static Trust inAnyone() {
    return new Trust(Optional.empty());
  }

  /**
   * In who has the private key.
   *
   * @param pem a file with the public key, as {@code openssl pkey -pubout} writes it
   * @throws BundleException when the file holds no such key
   */
  public static Trust inSignaturesFor(Path pem) {
    try {
      String text = new String(Files.readAllBytes(pem), StandardCharsets.ISO_8859_1);
      int from = text.indexOf(BEGIN) + BEGIN.length();
      int until = text.indexOf(END);
      if (from < BEGIN.length() || until < from) {
        throw new BundleException(Flaw.SIGNATURE, noKey(pem));
      }
      byte[] encoded = Base64.getMimeDecoder().decode(text.substring(from, until));
      KeyFactory factory = KeyFactory.getInstance("Ed25519");
      return new Trust(Optional.of(factory.generatePublic(new X509EncodedKeySpec(encoded))));
    } catch (IOException e) {
      throw new BundleException(
          Flaw.SIGNATURE,
          "facet.signature-key is " + pem + ", which cannot be read: name a file with a key.",
          e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new BundleException(Flaw.SIGNATURE, noKey(pem), e);
    }
  }

  private static String noKey(Path pem) {
    return "facet.signature-key is " + pem + ", which holds no public Ed25519 key in X.509 PEM.";
  }

  /**
   * Compares a manifest with its signature, if that is asked for.
   *
   * @throws BundleException when the signature is missing or not that of the manifest
   */
  void require(byte[] manifest, BundleLocation location) {
    if (key.isEmpty()) {
      return;
    }
    byte[] signed;
    try (InputStream file = location.open(SIGNATURE)) {
      signed = file.readAllBytes();
    } catch (IOException e) {
      throw new BundleException(
          Flaw.SIGNATURE,
          location.describe(SIGNATURE)
              + " cannot be read, but facet.signature-key demands signed bundles: export it with"
              + " --sign, or unset the key.",
          e);
    }
    if (!verifies(key.get(), manifest, signed)) {
      throw new BundleException(
          Flaw.SIGNATURE,
          location.describe(SIGNATURE)
              + " was not made for this manifest with the private key that belongs to"
              + " facet.signature-key: take the bundle from where you trust it.");
    }
  }

  private static boolean verifies(PublicKey key, byte[] content, byte[] signed) {
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
