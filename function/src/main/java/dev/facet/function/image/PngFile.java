package dev.facet.function.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import javax.imageio.ImageReader;

/**
 * The structure of a PNG file (ISO/IEC 15948): its header, its critical chunks and its EXIF chunk.
 * Of an animated PNG only the default image is left.
 */
final class PngFile implements EncodedImage {
  private static final int SIGNATURE = 8;
  private static final int HEADER = 13;
  private static final int AROUND_DATA = 12; // length, type, checksum
  private static final int IHDR = 0x49484452;
  private static final int PLTE = 0x504C5445;
  private static final int TRNS = 0x74524E53;
  private static final int IDAT = 0x49444154;
  private static final int IEND = 0x49454E44;
  private static final int EXIF = 0x65584966;

  private final byte[] file;
  private final ByteBuffer bytes;
  private final ByteArrayOutputStream bare;
  private long width;
  private long height;
  private boolean hasHeader;
  private boolean hasData;
  private byte[] exif;
  private String defect;

  private PngFile(byte[] file) {
    this.file = file;
    this.bytes = ByteBuffer.wrap(file);
    this.bare = new ByteArrayOutputStream(file.length);
    bare.write(file, 0, SIGNATURE);
  }

  static PngFile read(byte[] file) {
    PngFile png = new PngFile(file);
    png.walk();
    return png;
  }

  private void walk() {
    int position = SIGNATURE;
    while (defect == null) {
      if (file.length - position < AROUND_DATA) {
        defect = "it is cut off after " + file.length + " bytes";
        return;
      }
      long length = bytes.getInt(position) & 0xFFFFFFFFL;
      int type = bytes.getInt(position + 4);
      if (!hasHeader) {
        header(position, length, type); // before its checksum: its size may be refused first
      }
      if (defect == null && length > file.length - position - AROUND_DATA) {
        defect = "it is cut off after " + file.length + " bytes";
      }
      if (defect != null) {
        return;
      }
      chunk(position, (int) length, type);
      if (type == IEND) {
        if (!hasData) {
          defect = "it holds no picture";
        }
        return;
      }
      position += AROUND_DATA + (int) length;
    }
  }

  private void header(int position, long length, int type) {
    if (type != IHDR || length != HEADER || file.length - position < AROUND_DATA + HEADER) {
      defect = "it does not begin with a header of " + HEADER + " bytes";
    } else {
      hasHeader = true;
      width = bytes.getInt(position + 8) & 0xFFFFFFFFL;
      height = bytes.getInt(position + 12) & 0xFFFFFFFFL;
    }
  }

  private void chunk(int position, int length, int type) {
    switch (type) {
      case IHDR, PLTE, TRNS, IDAT, IEND -> keep(position, length, type);
      case EXIF -> exif = Arrays.copyOfRange(file, position + 8, position + 8 + length);
      default -> {} // metadata, animation, private chunks
    }
  }

  private void keep(int position, int length, int type) {
    CRC32 checksum = new CRC32();
    checksum.update(file, position + 4, length + 4);
    if ((int) checksum.getValue() != bytes.getInt(position + 8 + length)) {
      defect = "its chunk at byte " + position + " is damaged (wrong checksum)";
    }
    hasData |= type == IDAT && length > 0;
    bare.write(file, position, length + AROUND_DATA);
  }

  @Override
  public long width() {
    return width;
  }

  @Override
  public long height() {
    return height;
  }

  @Override
  public Optional<byte[]> exif() {
    return Optional.ofNullable(exif);
  }

  @Override
  public Optional<String> defect() {
    return Optional.ofNullable(defect);
  }

  @Override
  public byte[] bare() {
    return bare.toByteArray();
  }

  @Override
  public boolean isThreeColours() {
    return false; // it may have a palette, one band, transparency or sixteen bits
  }

  @Override
  public ImageReader newReader() throws IOException {
    return JdkReaders.of("png");
  }
}
