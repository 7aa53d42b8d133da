package dev.facet.exporter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** Digests of files, and names that follow from them. */
public final class Digest {
  private static final int VERSION_NIBBLE = 0x50;
  private static final int VARIANT_BITS = 0x80;

  private Digest() {}

  /** SHA-256 in lower-case hexadecimal. */
  public static String sha256(byte[] content) {
    return HexFormat.of().formatHex(digest("SHA-256", content));
  }

  /** The name-based UUID (version 5) of a text: the same text, the same UUID. */
  public static UUID uuid(String text) {
    byte[] hash = digest("SHA-1", text.getBytes(StandardCharsets.UTF_8));
    hash[6] = (byte) ((hash[6] & 0x0f) | VERSION_NIBBLE);
    hash[8] = (byte) ((hash[8] & 0x3f) | VARIANT_BITS);
    ByteBuffer buffer = ByteBuffer.wrap(hash);
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  private static byte[] digest(String algorithm, byte[] content) {
    try {
      return MessageDigest.getInstance(algorithm).digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}
