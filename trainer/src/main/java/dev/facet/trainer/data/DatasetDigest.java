package dev.facet.trainer.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over what a dataset says: its tables with one blank between columns and LF at line ends
 * (so that a copy through another system keeps the digest), then each image's name and size.
 */
final class DatasetDigest {
  private final MessageDigest digest;

  DatasetDigest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  void add(String name, TextTable table) {
    line("file " + name);
    table.rows().forEach(row -> line(String.join(" ", row.columns())));
  }

  /** One line of whatever else decides what the dataset says. */
  void add(String text) {
    line(text);
  }

  void addImage(String name, long bytes) {
    line("image " + name + " " + bytes);
  }

  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private void line(String text) {
    digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
