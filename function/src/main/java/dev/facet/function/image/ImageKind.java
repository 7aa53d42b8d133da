package dev.facet.function.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.facet.function.problem.ProblemException;
import dev.facet.function.problem.ProblemType;
import java.util.HexFormat;

/** What the first bytes of a file say that it is; names and media types are not asked. */
enum ImageKind {
  JPEG(0, "\u00ff\u00d8\u00ff", "JPEG"),
  PNG(0, "\u0089PNG\r\n\u001a\n", "PNG"),
  GIF(0, "GIF8", "GIF"),
  WEBP(8, "WEBP", "WebP"),
  HEIC(4, "ftyphei", "HEIC"),
  HEIF(4, "ftypmif1", "HEIF"),
  AVIF(4, "ftypavif", "AVIF"),
  TIFF_LITTLE(0, "II*\u0000", "TIFF"),
  TIFF_BIG(0, "MM\u0000*", "TIFF"),
  JPEG_2000(4, "jP  \r\n", "JPEG 2000"),
  JPEG_XL(0, "\u00ff\n", "JPEG XL"),
  BMP(0, "BM", "BMP");

  private static final int SHOWN = 4;

  private final int offset;
  private final String magic;
  private final String label;

  ImageKind(int offset, String magic, String label) {
    this.offset = offset;
    this.magic = magic;
    this.label = label;
  }

  /**
   * Reads the structure of a file.
   *
   * @throws ProblemException when the file is no image, or an image of another format
   */
  static EncodedImage open(byte[] file, String where) {
    for (ImageKind kind : values()) {
      if (kind.matches(file)) {
        return switch (kind) {
          case JPEG -> JpegFile.read(file);
          case PNG -> PngFile.read(file);
          case GIF, WEBP, HEIC, HEIF, AVIF, TIFF_LITTLE, TIFF_BIG, JPEG_2000, JPEG_XL, BMP ->
              throw new ProblemException(
                  ProblemType.UNSUPPORTED_MEDIA_TYPE,
                  where + " is a " + kind.label + " image; send it as JPEG or PNG.");
        };
      }
    }
    String start = HexFormat.ofDelimiter(" ").formatHex(file, 0, Math.min(SHOWN, file.length));
    throw new ProblemException(
        ProblemType.NOT_AN_IMAGE,
        where + " is not an image: it starts with the bytes " + start + "; send a JPEG or PNG.");
  }

  private boolean matches(byte[] file) {
    return file.length >= offset + magic.length()
        && new String(file, offset, magic.length(), ISO_8859_1).equals(magic);
  }
}
