package dev.facet.trainer.data;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * How a picture lies in its file, by EXIF's numbers 1 to 8: a number from 5 swaps rows and columns
 * first, then columns, rows or both are reversed.
 */
enum Orientation {
  UPRIGHT(false, false, false),
  MIRRORED(false, true, false),
  UPSIDE_DOWN(false, true, true),
  MIRRORED_UPSIDE_DOWN(false, false, true),
  TRANSPOSED(true, false, false),
  QUARTER_TURN_RIGHT(true, true, false),
  TRANSVERSED(true, true, true),
  QUARTER_TURN_LEFT(true, false, true);

  private final boolean transposed;
  private final boolean reversedColumns;
  private final boolean reversedRows;

  Orientation(boolean transposed, boolean reversedColumns, boolean reversedRows) {
    this.transposed = transposed;
    this.reversedColumns = reversedColumns;
    this.reversedRows = reversedRows;
  }

  /** The orientation that a file states; upright where it states none or nothing that is valid. */
  static Orientation of(byte[] file) {
    try {
      ExifIFD0Directory exif =
          ImageMetadataReader.readMetadata(new ByteArrayInputStream(file), file.length)
              .getFirstDirectoryOfType(ExifIFD0Directory.class);
      Integer number = exif == null ? null : exif.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
      return number == null || number < 1 || number > values().length
          ? UPRIGHT
          : values()[number - 1];
    } catch (ImageProcessingException | IOException e) {
      // Broken metadata beside whole pixels: the picture is still good.
      return UPRIGHT;
    }
  }

  /** The picture turned upright; the same one if it is. */
  RgbImage apply(RgbImage image) {
    if (this == UPRIGHT) {
      return image;
    }
    int width = transposed ? image.height() : image.width();
    int height = transposed ? image.width() : image.height();
    byte[] from = image.rgb();
    byte[] rgb = new byte[from.length];
    int to = 0;
    for (int y = 0; y < height; y++) {
      int v = reversedRows ? height - 1 - y : y;
      for (int x = 0; x < width; x++) {
        int u = reversedColumns ? width - 1 - x : x;
        int pixel = transposed ? u * image.width() + v : v * image.width() + u;
        rgb[to++] = from[pixel * 3];
        rgb[to++] = from[pixel * 3 + 1];
        rgb[to++] = from[pixel * 3 + 2];
      }
    }
    return new RgbImage(width, height, rgb);
  }
}
