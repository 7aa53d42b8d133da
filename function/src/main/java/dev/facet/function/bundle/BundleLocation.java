package dev.facet.function.bundle;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Where the files of a bundle are. */
public sealed interface BundleLocation {
  /**
   * Opens a file of the bundle.
   *
   * @param file its plain name
   * @throws IOException when there is no such file or it cannot be read
   */
  InputStream open(String file) throws IOException;

  /** How a person would find the file. */
  String describe(String file);

  /** A folder. */
  record Folder(Path path) implements BundleLocation {
    /** Checks that there is a path. */
    public Folder {
      requireNonNull(path, "path is null");
    }

    @Override
    public InputStream open(String file) throws IOException {
      return Files.newInputStream(path.resolve(file));
    }

    @Override
    public String describe(String file) {
      return path.resolve(file).toString();
    }
  }

  /** A folder of the class path, such as {@code bundles/celeba-pse/1.0.0}. */
  record ClassPath(String folder) implements BundleLocation {
    /** Checks that there is a folder. */
    public ClassPath {
      requireNonNull(folder, "folder is null");
    }

    @Override
    public InputStream open(String file) throws IOException {
      String resource = folder + "/" + file;
      InputStream stream =
          Thread.currentThread().getContextClassLoader().getResourceAsStream(resource);
      if (stream == null) {
        throw new NoSuchFileException(resource);
      }
      return stream;
    }

    @Override
    public String describe(String file) {
      return "classpath:" + folder + "/" + file;
    }
  }
}
