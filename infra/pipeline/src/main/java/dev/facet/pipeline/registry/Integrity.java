package dev.facet.pipeline.registry;

import dev.facet.pipeline.Digests;
import dev.facet.pipeline.Folders;
import dev.facet.pipeline.PipelineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether a bundle is as it was signed: every file's digest, and the manifest's own signature. */
public final class Integrity {
  /** These are not in the manifest's list, for they come after it. */
  private static final Set<String> BESIDE = Set.of(BundleFacts.MANIFEST, BundleFacts.SIGNATURE);

  private final Optional<Path> key;

  /**
   * Demands a signature if there is a key.
   *
   * @param key a public Ed25519 key in PEM
   */
  public Integrity(Optional<Path> key) {
    this.key = key;
  }

  /**
   * Reads every file of a bundle.
   *
   * @throws PipelineException if one was changed, added or taken away, or the signature is not the
   *     key's
   */
  public BundleFacts require(Path bundle) {
    BundleFacts facts = BundleFacts.read(bundle);
    key.ifPresent(pem -> requireSignature(bundle, pem));
    for (Map.Entry<String, BundleFacts.Entry> each : facts.files().entrySet()) {
      Path file = bundle.resolve(each.getKey());
      if (!Files.isRegularFile(file)) {
        throw new PipelineException(
            "%s names %s, which is missing: the bundle was tampered with; make it again."
                .formatted(bundle.resolve(BundleFacts.MANIFEST), each.getKey()));
      }
      String found = Digests.of(file);
      if (!found.equals(each.getValue().sha256())) {
        throw new PipelineException(
            "%s has SHA-256 %s, but its manifest says %s: the bundle was tampered with; make it again."
                .formatted(file, found, each.getValue().sha256()));
      }
    }
    for (Path file : Folders.files(bundle)) {
      String name = bundle.relativize(file).toString();
      if (!facts.files().containsKey(name) && !BESIDE.contains(name)) {
        throw new PipelineException(
            "%s is not in its bundle's manifest: the bundle was tampered with; make it again."
                .formatted(file));
      }
    }
    return facts;
  }

  private static void requireSignature(Path bundle, Path pem) {
    Path signature = bundle.resolve(BundleFacts.SIGNATURE);
    if (!Files.isRegularFile(signature)) {
      throw new PipelineException(
          "%s is not signed, but --key demands it: give --sign too.".formatted(bundle));
    }
    try {
      if (!verifies(
          publicKey(pem),
          Files.readAllBytes(bundle.resolve(BundleFacts.MANIFEST)),
          Files.readAllBytes(signature))) {
        throw new PipelineException(
            "%s is not signed with the private key that belongs to %s: the bundle was tampered with; make it again."
                .formatted(bundle, pem));
      }
    } catch (IOException e) {
      throw new PipelineException("%s cannot be read (%s).".formatted(bundle, e), e);
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

  private static PublicKey publicKey(Path pem) throws IOException {
    String text = Files.readString(pem);
    String body = text.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "").replaceAll("\\s", "");
    try {
      return KeyFactory.getInstance("Ed25519")
          .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(body)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new PipelineException(
          "%s is not a public Ed25519 key in PEM: make one with openssl pkey -in KEY.pem -pubout."
              .formatted(pem),
          e);
    }
  }
}
