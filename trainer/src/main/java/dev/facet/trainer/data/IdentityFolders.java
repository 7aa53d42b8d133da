package dev.facet.trainer.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reads a folder of a folder per person, {@code NAME/*.jpg} (or {@code .jpeg}, {@code .png}):
 * identities without attributes. Other files and folders without pictures are passed over.
 *
 * <p>There is no official split, so eight tenths of the persons, chosen by a hash of their names,
 * are for training, one tenth for validation and one for the test. Identities are numbered in the
 * order of the names.
 */
public final class IdentityFolders {
  private IdentityFolders() {}

  /** Whether a folder holds a folder with a picture. */
  public static boolean looksLike(Path directory) {
    try (Stream<Path> folders = Files.list(directory)) {
      return folders.filter(Files::isDirectory).anyMatch(IdentityFolders::holdsPicture);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean holdsPicture(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return !hidden(folder.getFileName().toString())
          && files.anyMatch(file -> isPicture(file.getFileName().toString()));
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Lists the pictures; none is opened.
   *
   * @throws DataException if there is no picture in a folder of its own, or a folder cannot be read
   */
  public static AttributeDataset read(Path directory) {
    SortedMap<String, Long> sizes = FolderListing.of(directory, 2).sizes();
    SortedMap<String, List<String>> pictures = new TreeMap<>();
    for (String path : sizes.keySet()) {
      int slash = path.indexOf('/');
      if (slash > 0 && !hidden(path) && isPicture(path.substring(slash + 1))) {
        pictures.computeIfAbsent(path.substring(0, slash), key -> new ArrayList<>()).add(path);
      }
    }
    if (pictures.isEmpty()) {
      throw new DataException(
          "%s holds no folder with pictures: give the folder that holds NAME/*.jpg."
              .formatted(directory));
    }
    Map<String, Integer> numbers = IdentitySplit.numbered(new TreeSet<>(pictures.keySet()));
    Map<Partition, List<Example>> partitions = new EnumMap<>(Partition.class);
    DatasetDigest digest = new DatasetDigest();
    digest.add("identity folders");
    pictures.forEach(
        (name, paths) -> {
          Partition partition = IdentitySplit.byHash(name);
          for (String path : paths) {
            partitions
                .computeIfAbsent(partition, key -> new ArrayList<>())
                .add(new Example(directory.resolve(path), numbers.get(name), new boolean[0]));
            digest.addImage(path, sizes.get(path));
          }
        });
    return new AttributeDataset(directory, List.of(), partitions, digest.hex());
  }

  private static boolean hidden(String name) {
    return name.startsWith(".");
  }

  private static boolean isPicture(String file) {
    String name = file.toLowerCase(Locale.ROOT);
    return !hidden(name)
        && (name.endsWith(".jpg") || name.endsWith(".jpeg") || name.endsWith(".png"));
  }
}
