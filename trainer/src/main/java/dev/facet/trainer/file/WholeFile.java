package dev.facet.trainer.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Replaces a file in one step, so that neither a reader nor a kill ever finds half of it. */
public final class WholeFile {
  private WholeFile() {}

  /** Writes the new content to a file beside the one that it will replace. */
  @FunctionalInterface
  public interface Content {
    /** Writes everything to the given file, which may exist from an earlier attempt. */
    void writeTo(Path partial) throws IOException;
  }

  /**
   * Replaces or creates a file.
   *
   * @throws IOException if it cannot be written; what stood there is still there then
   */
  public static void replace(Path file, Content content) throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + ".part");
    content.writeTo(partial);
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Replaces or creates a text file in UTF-8. */
  public static void replace(Path file, String text) throws IOException {
    replace(file, partial -> Files.writeString(partial, text));
  }
}
