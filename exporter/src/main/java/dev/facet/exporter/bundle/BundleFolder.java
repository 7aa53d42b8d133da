package dev.facet.exporter.bundle;

import dev.facet.exporter.ExportException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes a bundle's folder as a whole: a reader finds all of it or nothing. */
public final class BundleFolder {
  private BundleFolder() {}

  /**
   * Where a bundle lies.
   *
   * @param root the folder of all bundles
   */
  public static Path of(Path root, BundleName name) {
    return root.resolve(name.name()).resolve(name.version());
  }

  /**
   * Fails early if a bundle may not be written.
   *
   * @throws ExportException if the version exists and is not to be replaced
   */
  public static void requireFree(Path root, BundleName name, boolean replace) {
    Path target = of(root, name);
    if (Files.exists(target) && !replace) {
      throw new ExportException(
          "%s exists already: choose another --version, or replace it with --force."
              .formatted(target));
    }
  }

  /**
   * Writes a bundle beside its place, then moves it there.
   *
   * @param root the folder of all bundles, made if it is missing
   * @param files contents by file name
   * @param replace whether an existing version is replaced
   * @return the bundle's folder
   * @throws ExportException if the version exists and is not to be replaced, or on a disk error
   */
  public static Path write(
      Path root, BundleName name, Map<String, Content> files, boolean replace) {
    requireFree(root, name, replace);
    Path target = of(root, name);
    try {
      Files.createDirectories(target.getParent());
      Path fresh = Files.createTempDirectory(target.getParent(), "." + name.version() + "-new-");
      try {
        for (Map.Entry<String, Content> file : files.entrySet()) {
          try (OutputStream to = Files.newOutputStream(fresh.resolve(file.getKey()))) {
            file.getValue().writeTo(to);
          }
        }
        Permissions.openLike(target.getParent(), fresh);
        swap(fresh, target, name);
      } finally {
        delete(fresh);
      }
      return target;
    } catch (IOException | UncheckedIOException e) {
      throw new ExportException(
          "The bundle cannot be written to %s: %s.".formatted(target, e.getMessage()), e);
    }
  }

  private static void swap(Path fresh, Path target, BundleName name) throws IOException {
    if (!Files.exists(target)) {
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    Path old = Files.createTempDirectory(target.getParent(), "." + name.version() + "-old-");
    Files.move(target, old, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    delete(old);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> paths = Files.walk(folder)) {
      all = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
