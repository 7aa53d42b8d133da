package dev.facet.function.image;

import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageReader;

/**
 * An image file whose structure was read but whose pixels were not.
 *
 * <p>Only what a decoder needs is handed on to it: colour profiles, texts, thumbnails and other
 * metadata are left out, so that nothing in them can be inflated or parsed.
 */
sealed interface EncodedImage permits JpegFile, PngFile {
  /** The width in pixels as the file claims, 0 to 2^32 - 1. */
  long width();

  /** The height in pixels as the file claims, 0 to 2^32 - 1. */
  long height();

  /** The EXIF block (a TIFF file), if there is one. */
  Optional<byte[]> exif();

  /** Why the file cannot be decoded, if that is already known: the end of a sentence. */
  Optional<String> defect();

  /** The file without its metadata. Call it only when there is no {@link #defect}. */
  byte[] bare();

  /** Whether the decoder turns it into red, green and blue of eight bits each. */
  boolean isThreeColours();

  /** A new decoder for {@link #bare}. The caller disposes of it. */
  ImageReader newReader() throws IOException;
}
