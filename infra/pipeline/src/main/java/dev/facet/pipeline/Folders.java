package dev.facet.pipeline;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Files and folders that appear whole or not at all. */
public final class Folders {
  private Folders() {}

  /**
   * Replaces a file in one step; the folder is made if it is missing.
   *
   * @throws PipelineException if it cannot be written
   */
  public static void replace(Path file, byte[] content) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path half = file.resolveSibling("." + file.getFileName() + ".new");
      Files.write(half, content);
      move(half, file);
    } catch (IOException e) {
      throw new PipelineException("%s cannot be written (%s).".formatted(file, e), e);
    }
  }

  /**
   * Copies a folder, which appears in one step; what stood there before goes.
   *
   * @param waiting a folder in the same file system to prepare the copy in
   * @throws PipelineException if it cannot be written
   */
  public static void copy(Path from, Path to, Path waiting) {
    Path half = waiting.resolve(to.getFileName() + ".new");
    try {
      delete(half);
      for (Path file : files(from)) {
        Path copy = half.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
      Files.createDirectories(to.toAbsolutePath().getParent());
      delete(to);
      move(half, to);
    } catch (IOException e) {
      throw new PipelineException("%s cannot be written (%s).".formatted(to, e), e);
    }
  }

  /**
   * All files of a folder, sorted; none where there is no folder.
   *
   * @throws PipelineException if it cannot be read
   */
  public static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new PipelineException("%s cannot be read (%s).".formatted(folder, e), e);
    }
  }

  /**
   * Takes a folder away with all that is in it; nothing happens where there is none.
   *
   * @throws PipelineException if it cannot be taken away
   */
  public static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new PipelineException("%s cannot be taken away (%s).".formatted(folder, e), e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
