package dev.facet.exporter.runtime;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.onnx.OnnxFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that is gone when it is closed.
 *
 * @param path where it is
 */
public record TemporaryFolder(Path path) implements AutoCloseable {
  /**
   * Makes one.
   *
   * @throws ExportException if the system has no room for it
   */
  public static TemporaryFolder create() {
    try {
      return new TemporaryFolder(Files.createTempDirectory("facet-exporter-").toAbsolutePath());
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /**
   * Writes a model, and the second file that it may have.
   *
   * @param name of the file
   * @return the file
   * @throws ExportException if the system has no room for it
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
      throw failure(e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> paths = Files.walk(path)) {
      List<Path> all = paths.sorted(Comparator.reverseOrder()).toList();
      for (Path each : all) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw failure(e);
    } catch (UncheckedIOException e) {
      throw failure(e.getCause());
    }
  }

  private static ExportException failure(IOException e) {
    return new ExportException(
        "A folder for temporary files cannot be used (%s): name another with -Djava.io.tmpdir."
            .formatted(e.getMessage()),
        e);
  }
}
