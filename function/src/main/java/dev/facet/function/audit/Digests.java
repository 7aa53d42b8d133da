package dev.facet.function.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.facet.function.inference.ImageFile;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Digests by which an image can be recognised, by everybody or by those with a secret. */
final class Digests {
  private static final String HMAC = "HmacSHA256";

  private final Optional<SecretKeySpec> secret;

  Digests(Optional<String> secret) {
    this.secret = secret.map(text -> new SecretKeySpec(text.getBytes(UTF_8), HMAC));
  }

  String of(ImageFile image) {
    return switch (image) {
      case ImageFile.Sent sent -> of(ByteBuffer.wrap(sent.bytes()));
      case ImageFile.Shown shown -> of(shown.sent());
      case ImageFile.Prepared prepared -> of(prepared.pixels().duplicate().rewind());
      case ImageFile.Unreadable unreadable -> "unreadable";
    };
  }

  private String of(ByteBuffer bytes) {
    try {
      if (secret.isEmpty()) {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(bytes);
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
      }
      Mac mac = Mac.getInstance(HMAC);
      mac.init(secret.get());
      mac.update(bytes);
      return "hmac-sha256:" + HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256 and HMAC", e);
    }
  }
}
