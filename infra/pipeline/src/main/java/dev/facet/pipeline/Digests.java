package dev.facet.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in hexadecimal. */
public final class Digests {
  private Digests() {}

  /** Of some bytes. */
  public static String of(byte[] content) {
    return HexFormat.of().formatHex(sha256().digest(content));
  }

  /** Of a text in UTF-8. */
  public static String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Of a file.
   *
   * @throws PipelineException if it cannot be read
   */
  public static String of(Path file) {
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new PipelineException("%s cannot be read (%s).".formatted(file, e), e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Of a folder: the names of its files below it and what they hold. */
  public static String ofFolder(Path folder) {
    StringBuilder all = new StringBuilder();
    for (Path file : Folders.files(folder)) {
      all.append(folder.relativize(file)).append(' ').append(of(file)).append('\n');
    }
    return of(all.toString());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
