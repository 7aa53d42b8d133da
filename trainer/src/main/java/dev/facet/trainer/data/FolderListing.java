package dev.facet.trainer.data;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of a folder and their lengths. One walk over the folder is far quicker than a question
 * to the file system for each picture.
 *
 * @param folder where they lie
 * @param sizes bytes of each file by its path within the folder, with a slash between names
 */
record FolderListing(Path folder, SortedMap<String, Long> sizes) {

  /**
   * Lists a folder.
   *
   * @param depth 1 for its own files alone, 2 for those of its folders too
   * @throws DataException if it cannot be read
   */
  static FolderListing of(Path folder, int depth) {
    SortedMap<String, Long> sizes = new TreeMap<>();
    try {
      Files.walkFileTree(
          folder,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          depth,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isRegularFile()) {
                sizes.put(slashed(folder.relativize(file)), attributes.size());
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new DataException(
          "The folder %s cannot be listed: %s.".formatted(folder, e.getMessage()), e);
    }
    return new FolderListing(folder, sizes);
  }

  private static String slashed(Path relative) {
    return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
  }

  /**
   * Checks that all pictures of a list are there.
   *
   * @param names paths within the folder
   * @param list what names them
   * @throws DataException if one is not
   */
  void requireAll(List<String> names, String list) {
    List<String> missing = names.stream().filter(name -> !sizes.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      throw new DataException(
          "%d of the %d images that %s lists are not in %s, the first of them %s: add them or"
                  .formatted(missing.size(), names.size(), list, folder, missing.getFirst())
              + " remove their rows.");
    }
  }
}
