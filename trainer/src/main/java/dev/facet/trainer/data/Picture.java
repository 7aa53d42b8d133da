package dev.facet.trainer.data;

/** An encoded picture of a face, in a file of its own or inside another. */
public sealed interface Picture permits PictureFile, PictureBytes {
  /** What messages call it: its path, or its place inside the file that holds it. */
  String name();

  /**
   * The picture as it is encoded, JPEG or PNG; a fresh copy.
   *
   * @throws DataException if it cannot be read
   */
  byte[] bytes();

  /**
   * Decodes the picture.
   *
   * @throws DataException if it cannot be read or is not a whole JPEG or PNG
   */
  default RgbImage decode() {
    return ImageFiles.decode(bytes(), name());
  }
}
