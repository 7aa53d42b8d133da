package dev.facet.function.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.facet.function.bundle.BundleLocation.ClassPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the bundles to serve. */
public final class BundleFinder {
  /** Names the bundle that travels inside the function; a class path cannot be listed. */
  private static final String SHIPPED = "bundles/default";

  private BundleFinder() {}

  /**
   * The folders of bundles below a folder: the folder itself when it holds a manifest, or else
   * every {@code <name>/<version>/} below it that does, in the order of their paths. Links are
   * followed. Folders whose name begins with a dot are left alone: they are how files are brought
   * in unseen.
   *
   * @throws BundleException when it cannot be searched
   */
  public static List<Path> folders(Path root) {
    if (isBundle(root)) {
      return List.of(root);
    }
    List<Path> found = new ArrayList<>();
    try {
      for (Path name : below(root)) {
        below(name).stream().filter(BundleFinder::isBundle).forEach(found::add);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new BundleException(
          Flaw.FOLDER, root + " cannot be searched for bundles: " + e.getMessage() + ".", e);
    }
    return List.copyOf(found);
  }

  private static List<Path> below(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(folder)) {
      return paths
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .filter(Files::isDirectory)
          .sorted()
          .toList();
    }
  }

  private static boolean isBundle(Path folder) {
    return Files.isRegularFile(folder.resolve(Bundle.MANIFEST));
  }

  /** What to say of a folder without a bundle. */
  public static BundleException noneIn(Path root) {
    return new BundleException(
        Flaw.FOLDER,
        "facet.bundles is "
            + root
            + ", which holds no bundle: expected "
            + root.resolve("<name>").resolve("<version>").resolve(Bundle.MANIFEST)
            + "; export a bundle there, or unset facet.bundles to serve the shipped one.");
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
        throw new BundleException(
            Flaw.FOLDER, "this build ships no bundle: set facet.bundles to a folder.");
      }
      String folder = new String(index.readAllBytes(), UTF_8).strip();
      return Bundle.open(new ClassPath("bundles/" + folder), Trust.inAnyone());
    } catch (IOException e) {
      throw new BundleException(Flaw.FOLDER, "classpath:" + SHIPPED + " cannot be read.", e);
    }
  }
}
