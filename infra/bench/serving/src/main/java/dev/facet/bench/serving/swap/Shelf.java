package dev.facet.bench.serving.swap;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.facet.bench.serving.process.BenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder of bundles with versions of one model, each a copy of the same bundle. */
public final class Shelf {
  private final Path bundle;
  private final Path folder;
  private final String name;

  /**
   * An empty shelf.
   *
   * @param bundle what is copied
   * @param folder is emptied, or made
   */
  public Shelf(Path bundle, Path folder) {
    this.bundle = bundle;
    this.folder = folder;
    try {
      this.name =
          new ObjectMapper()
              .readTree(bundle.resolve("manifest.json").toFile())
              .path("name")
              .asText();
      if (Files.exists(folder)) {
        delete(folder);
      }
      Files.createDirectories(folder.resolve(name));
    } catch (IOException e) {
      throw new BenchException("Bundles cannot be laid out in %s.".formatted(folder), e);
    }
  }

  /** The folder that the function serves. */
  public Path folder() {
    return folder;
  }

  /** Puts a version there as a careful person does: beside first, then moved to its place. */
  public void put(String version) {
    place(version, false);
  }

  /** Puts a version there whose model has one bit more than its digest knows. */
  public void putCorrupt(String version) {
    place(version, true);
  }

  /** Takes a version away. */
  public void remove(String version) {
    try {
      delete(folder.resolve(name).resolve(version));
    } catch (IOException e) {
      throw new BenchException("Version %s cannot be removed.".formatted(version), e);
    }
  }

  private void place(String version, boolean corrupt) {
    Path beside = folder.resolveSibling(folder.getFileName() + "-" + version);
    try {
      Files.createDirectories(beside);
      for (Path file : files(bundle)) {
        Files.copy(file, beside.resolve(file.getFileName()));
      }
      ObjectMapper mapper = new ObjectMapper();
      Path manifest = beside.resolve("manifest.json");
      ObjectNode content = (ObjectNode) mapper.readTree(manifest.toFile());
      mapper.writeValue(manifest.toFile(), content.put("version", version));
      if (corrupt) {
        Path model = beside.resolve("model.onnx");
        byte[] bytes = Files.readAllBytes(model);
        bytes[bytes.length / 2] ^= 1;
        Files.write(model, bytes);
      }
      Files.move(beside, folder.resolve(name).resolve(version));
    } catch (IOException e) {
      throw new BenchException("Version %s cannot be laid out.".formatted(version), e);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
