package dev.facet.exporter.export;

import dev.facet.exporter.bundle.Content;
import dev.facet.exporter.bundle.Manifest;
import dev.facet.exporter.onnx.OnnxFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files of a bundle in the making, in their order, with their digests. */
final class BundleFiles {
  private final Map<String, Content> contents = new LinkedHashMap<>();
  private final Map<String, Manifest.FileEntry> entries = new LinkedHashMap<>();

  /** Adds a model, and the second file that it may have. */
  void add(String file, OnnxFiles model) {
    add(file, model.model());
    if (!model.apart().isEmpty()) {
      add(OnnxFiles.dataFile(file), Content.ofWeights(model));
    }
  }

  /** Adds a file; its bytes are not copied. */
  void add(String file, byte[] content) {
    add(file, Content.of(content));
  }

  private void add(String file, Content content) {
    try {
      entries.put(file, Manifest.FileEntry.of(content));
    } catch (IOException e) {
      throw new UncheckedIOException("what is in memory can always be read", e);
    }
    contents.put(file, content);
  }

  /** What to write. */
  Map<String, Content> contents() {
    return Collections.unmodifiableMap(contents);
  }

  /** Digest and size of every file so far. */
  Map<String, Manifest.FileEntry> entries() {
    return Collections.unmodifiableMap(entries);
  }
}
