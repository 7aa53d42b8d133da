package dev.facet.trainer.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds LFW's pictures, which are published apart from the lists and under several names. */
public final class LfwFolder {
  /** What the pictures' folder is called in LFW's own archive. */
  public static final String USUAL = "lfw";

  private LfwFolder() {}

  /**
   * The folder of the persons' folders: the given one, or its folder {@code lfw}, or else its only
   * folder that fits.
   *
   * @param person a folder that it must hold
   * @throws DataException if none holds it, or several
   */
  public static Path find(Path directory, String person) {
    for (Path usual : List.of(directory, directory.resolve(USUAL))) {
      if (Files.isDirectory(usual.resolve(person))) {
        return usual;
      }
    }
    List<Path> fitting;
    try (Stream<Path> folders = Files.list(directory)) {
      fitting = folders.filter(each -> Files.isDirectory(each.resolve(person))).sorted().toList();
    } catch (IOException e) {
      throw new DataException(
          "The folder %s cannot be listed: %s.".formatted(directory, e.getMessage()), e);
    }
    if (fitting.isEmpty()) {
      throw new DataException(
          "Neither %s nor a folder in it holds the person's folder %s: put LFW's pictures there."
              .formatted(directory, person));
    }
    if (fitting.size() > 1) {
      throw new DataException(
          "%s holds LFW's pictures more than once, in %s: name one of these folders %s."
              .formatted(directory, fitting.stream().map(Path::getFileName).toList(), USUAL));
    }
    return fitting.getFirst();
  }
}
