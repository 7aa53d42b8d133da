package dev.facet.trainer.data;

import java.nio.file.Path;

/**
 * A picture in a file of its own.
 *
 * @param path the file
 */
public record PictureFile(Path path) implements Picture {
  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public byte[] bytes() {
    return ImageFiles.read(path);
  }
}
