package dev.facet.trainer.data;

import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a folder of faces in whichever layout it has. */
public final class Layouts {
  private Layouts() {}

  /**
   * Reads a folder: {@link CelebaLayout} if it holds one of that layout's files, {@link LfwaLayout}
   * if it holds LFWA's labels, else {@link IdentityFolders}.
   *
   * @throws DataException if the folder has none of these layouts or breaks a rule of its own
   */
  public static AttributeDataset read(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new DataException(
          "%s is not a folder: give the folder that holds the faces.".formatted(directory));
    }
    if (holdsCeleba(directory)) {
      return CelebaLayout.read(directory);
    }
    if (LfwaLayout.looksLike(directory)) {
      return LfwaLayout.read(directory);
    }
    if (IdentityFolders.looksLike(directory)) {
      return IdentityFolders.read(directory);
    }
    throw new DataException(
        ("%s has no layout that Facet reads: CelebA's needs %s, %s and %s/; LFWA's needs %s and the"
                + " pictures' folders; a folder per person needs NAME/*.jpg.")
            .formatted(
                directory,
                CelebaLayout.ATTRIBUTES,
                CelebaLayout.PARTITIONS,
                CelebaLayout.IMAGES,
                LfwaLayout.ATTRIBUTES));
  }

  /** One file is enough to see what is meant; the layout itself says what is missing. */
  private static boolean holdsCeleba(Path directory) {
    return Files.isRegularFile(directory.resolve(CelebaLayout.ATTRIBUTES))
        || Files.isRegularFile(directory.resolve(CelebaLayout.PARTITIONS))
        || Files.isDirectory(directory.resolve(CelebaLayout.IMAGES));
  }
}
