package dev.facet.exporter.bundle;

import dev.facet.exporter.ExportException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Keys in textual form (RFC 7468). */
final class Pem {
  private static final int MOST_BYTES = 1 << 16;

  private Pem() {}

  /** What stands between the lines that name a kind of key. */
  static byte[] read(Path file, String kind, String what) {
    String begin = "-----BEGIN " + kind + "-----";
    String end = "-----END " + kind + "-----";
    String text;
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw wrong(file, what);
      }
      text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new ExportException(
          "%s cannot be read (%s): name a file with %s.".formatted(file, e, what), e);
    }
    int from = text.indexOf(begin);
    int until = text.indexOf(end);
    if (from < 0 || until < from) {
      throw wrong(file, what);
    }
    try {
      return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), until));
    } catch (IllegalArgumentException e) {
      throw wrong(file, what, e);
    }
  }

  static KeyFactory ed25519() {
    try {
      return KeyFactory.getInstance("Ed25519");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime since 15 knows Ed25519", e);
    }
  }

  private static ExportException wrong(Path file, String what) {
    return new ExportException("%s does not hold %s.".formatted(file, what));
  }

  static ExportException wrong(Path file, String what, Exception cause) {
    return new ExportException("%s does not hold %s.".formatted(file, what), cause);
  }
}
