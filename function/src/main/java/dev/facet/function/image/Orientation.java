package dev.facet.function.image;

import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;

/** How stored pixels have to be turned so that the picture stands upright (EXIF tag 0x0112). */
enum Orientation {
  UPRIGHT(false, false, false),
  MIRRORED(false, true, false),
  TURNED_180(false, true, true),
  FLIPPED(false, false, true),
  TRANSPOSED(true, false, false),
  NEEDS_CLOCKWISE(true, false, true),
  TRANSVERSED(true, true, true),
  NEEDS_COUNTERCLOCKWISE(true, true, false);

  private final boolean swapsAxes;
  private final boolean fromRight;
  private final boolean fromBottom;

  /** The columns and rows of the stored picture may have to be read from their far ends. */
  Orientation(boolean swapsAxes, boolean fromRight, boolean fromBottom) {
    this.swapsAxes = swapsAxes;
    this.fromRight = fromRight;
    this.fromBottom = fromBottom;
  }

  /** The orientation that an EXIF block asks for; upright when it asks for none or is broken. */
  static Orientation of(byte[] exif) {
    Metadata metadata = new Metadata();
    try {
      new ExifReader().extract(new ByteArrayReader(exif), metadata);
    } catch (RuntimeException broken) {
      return UPRIGHT; // a picture with a broken EXIF block is still a picture
    }
    ExifIFD0Directory directory = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
    Integer tag =
        directory == null ? null : directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
    return tag == null || tag < 1 || tag > values().length ? UPRIGHT : values()[tag - 1];
  }

  /** Whether the upright picture is as wide as the stored one is high. */
  boolean swapsAxes() {
    return swapsAxes;
  }

  /**
   * Where in the stored picture the pixel of an upright picture is found.
   *
   * @return the index of the pixel, {@code row * storedWidth + column}
   */
  int storedIndex(int x, int y, int storedWidth, int storedHeight) {
    int column = swapsAxes ? y : x;
    int row = swapsAxes ? x : y;
    return (fromBottom ? storedHeight - 1 - row : row) * storedWidth
        + (fromRight ? storedWidth - 1 - column : column);
  }
}
