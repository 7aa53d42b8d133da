package dev.facet.function.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What can be seen of a bundle's folder without reading its large files. Two equal states hold the
 * same content, or somebody changed a file and set its time back.
 *
 * @param manifest the SHA-256 of the manifest
 * @param files length and time of change of every file, by name
 */
public record FolderState(String manifest, Map<String, String> files) {
  /** Copies the map. */
  public FolderState {
    files = Map.copyOf(files);
  }

  /**
   * How a folder looks now; empty when it holds no manifest any more.
   *
   * @throws IOException when it cannot be read
   */
  public static Optional<FolderState> of(Path folder) throws IOException {
    try {
      String manifest = Sha256.of(Files.readAllBytes(folder.resolve(Bundle.MANIFEST)));
      List<Path> files;
      try (Stream<Path> paths = Files.list(folder)) {
        files = paths.toList();
      }
      Map<String, String> states = new TreeMap<>();
      for (Path file : files) {
        BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
        states.put(file.getFileName().toString(), facts.size() + " " + facts.lastModifiedTime());
      }
      return Optional.of(new FolderState(manifest, states));
    } catch (NoSuchFileException e) {
      return Optional.empty(); // removed while it was looked at
    }
  }
}
