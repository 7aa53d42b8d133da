package dev.facet.exporter;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.BiFunction;

/** Digests of files, and names that follow from them. */
public final class Digest {
  private static final int VERSION_NIBBLE = 0x50;
  private static final int VARIANT_BITS = 0x80;

  private Digest() {}

  /** SHA-256 in lower-case hexadecimal. */
  public static String sha256(byte[] content) {
    return HexFormat.of().formatHex(digest("SHA-256", content));
  }

  /** Something that can be written. */
  @FunctionalInterface
  public interface Writable {
    /** Writes all of it. */
    void writeTo(OutputStream to) throws IOException;
  }

  /**
   * Digest and length of what may be too long for memory.
   *
   * @param content what is written to be measured
   * @param result of the SHA-256 in lower-case hexadecimal and the number of bytes
   * @throws IOException if the content cannot be written
   */
  public static <T> T measure(Writable content, BiFunction<String, Long, T> result)
      throws IOException {
    Counter counter = new Counter(algorithm("SHA-256"));
    content.writeTo(counter);
    return result.apply(HexFormat.of().formatHex(counter.digest.digest()), counter.bytes);
  }

  private static final class Counter extends OutputStream {
    private final MessageDigest digest;
    private long bytes;

    Counter(MessageDigest digest) {
      this.digest = digest;
    }

    @Override
    public void write(int one) {
      digest.update((byte) one);
      bytes++;
    }

    @Override
    public void write(byte[] many, int from, int count) {
      digest.update(many, from, count);
      bytes += count;
    }
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
    return algorithm(algorithm).digest(content);
  }

  private static MessageDigest algorithm(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}
