package dev.facet.exporter.bundle;

import dev.facet.exporter.onnx.OnnxFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What goes into a file of a bundle; it may be more than an array can hold. */
public interface Content {
  /** Writes all of it. */
  void writeTo(OutputStream to) throws IOException;

  /** Bytes in memory; not copied. */
  static Content of(byte[] bytes) {
    return to -> to.write(bytes);
  }

  /** The second file of a model, with its large weights. */
  static Content ofWeights(OnnxFiles model) {
    return model::writeData;
  }

  /** What is in a file already. */
  static Content of(Path file) {
    return to -> Files.copy(file, to);
  }
}
