package dev.facet.exporter.bundle;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/** Temporary folders are made for their owner alone; a bundle is for all who may read its root. */
final class Permissions {
  private Permissions() {}

  /** Gives a folder the permissions of another, where the file system has such. */
  static void openLike(Path model, Path folder) throws IOException {
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(folder, Files.getPosixFilePermissions(model));
    }
  }
}
