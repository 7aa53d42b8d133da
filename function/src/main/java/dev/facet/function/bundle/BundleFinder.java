package dev.facet.function.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.facet.function.bundle.BundleLocation.ClassPath;
import dev.facet.function.bundle.BundleLocation.Folder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the bundles to serve. */
public final class BundleFinder {
  /** Names the bundle that travels inside the function; a class path cannot be listed. */
  private static final String SHIPPED = "bundles/default";

  private BundleFinder() {}

  /**
   * The bundles of a folder: the folder itself when it holds a manifest, or else every {@code
   * <name>/<version>/} below it that does.
   *
   * @param trust whose bundles are served
   * @throws BundleException when there is none, or one has mistakes
   */
  public static List<Bundle> in(Path root, Trust trust) {
    if (Files.isRegularFile(root.resolve(Bundle.MANIFEST))) {
      return List.of(Bundle.open(new Folder(root), trust));
    }
    List<Bundle> bundles;
    try (Stream<Path> paths = Files.isDirectory(root) ? Files.walk(root, 3) : Stream.empty()) {
      bundles =
          paths
              .filter(path -> path.getFileName().toString().equals(Bundle.MANIFEST))
              .filter(path -> root.relativize(path).getNameCount() == 3)
              .sorted()
              .map(path -> Bundle.open(new Folder(path.getParent()), trust))
              .toList();
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new BundleException(root + " cannot be searched for bundles: " + e.getMessage(), e);
    }
    if (bundles.isEmpty()) {
      throw new BundleException(
          "facet.bundles is "
              + root
              + ", which holds no bundle: expected "
              + root.resolve("<name>").resolve("<version>").resolve(Bundle.MANIFEST)
              + "; export a bundle there, or unset facet.bundles to serve the shipped one.");
    }
    return bundles;
  }

  /**
   * The bundle that travels inside the function, which is trusted as the function is.
   *
   * @throws BundleException when it is damaged
   */
  public static Bundle shipped() {
    try (InputStream index =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(SHIPPED)) {
      if (index == null) {
        throw new BundleException("this build ships no bundle: set facet.bundles to a folder.");
      }
      String folder = new String(index.readAllBytes(), UTF_8).strip();
      return Bundle.open(new ClassPath("bundles/" + folder), Trust.inAnyone());
    } catch (IOException e) {
      throw new BundleException("classpath:" + SHIPPED + " cannot be read.", e);
    }
  }
}
