package dev.facet.exporter.check;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.onnx.OnnxFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that is gone with all its files when it is closed.
 *
 * @param path where it is
 */
public record TemporaryFolder(Path path) implements AutoCloseable {
  /**
   * A fresh one.
   *
   * @throws ExportException if there is no room for it
   */
  public static TemporaryFolder create() {
    try {
      return new TemporaryFolder(Files.createTempDirectory("facet").toAbsolutePath());
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /**
   * Writes a model, and the second file that it may have.
   *
   * @param name of the file
   * @return the file
   * @throws ExportException if there is no room for it
   */
  public Path write(String name, OnnxFiles model) {
    Path file = path.resolve(name);
    try {
      Files.write(file, model.model());
      if (!model.apart().isEmpty()) {
        try (OutputStream to = Files.newOutputStream(path.resolve(OnnxFiles.dataFile(name)))) {
          model.writeData(to);
        }
      }
      return file;
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  @Override
  public void close() {
    try {
      List<Path> all;
      try (Stream<Path> files = Files.walk(path)) {
        all = files.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path file : all) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private static ExportException unusable(IOException cause) {
    return new ExportException(
        "The folder for temporary files cannot be used: %s; make room in it."
            .formatted(cause.getMessage()),
        cause);
  }
}
