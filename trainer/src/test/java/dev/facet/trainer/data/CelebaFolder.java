package dev.facet.trainer.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small dataset in the CelebA layout, whose files a test spoils one at a time. */
final class CelebaFolder {
  private final Path directory;

  private CelebaFolder(Path directory) {
    this.directory = directory;
  }

  /** Three images, two attributes, one image in each partition; the image files are one byte. */
  static CelebaFolder in(Path directory) {
    CelebaFolder folder = new CelebaFolder(directory);
    folder
        .write("list_attr_celeba.txt", "3\nSmiling Eyeglasses\na.jpg 1 -1\nb.png -1 1\nc.jpg 1 1\n")
        .write("list_eval_partition.txt", "a.jpg 0\nb.png 1\nc.jpg 2\n")
        .write("identity_CelebA.txt", "a.jpg 7\nb.png 8\n")
        .write("img_align_celeba/a.jpg", "x")
        .write("img_align_celeba/b.png", "x")
        .write("img_align_celeba/c.jpg", "x");
    return folder;
  }

  CelebaFolder write(String name, String content) {
    try {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  CelebaFolder delete(String name) {
    try {
      Files.delete(directory.resolve(name));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  AttributeDataset read() {
    return CelebaLayout.read(directory);
  }
}
