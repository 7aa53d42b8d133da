package dev.facet.bench.serving.fuzz;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Makes the checksums of a damaged PNG right again, so that more than the checksums is tried. */
final class PngChecksums {
  private static final int SIGNATURE = 8;
  private static final int FRAME = 12;

  private PngChecksums() {}

  /** Corrects every chunk that lies within the file. */
  static byte[] corrected(byte[] file) {
    ByteBuffer buffer = ByteBuffer.wrap(file.clone());
    int at = SIGNATURE;
    while (at + FRAME <= buffer.capacity()) {
      int length = buffer.getInt(at);
      if (length < 0 || length > buffer.capacity() - at - FRAME) {
        break;
      }
      CRC32 checksum = new CRC32();
      checksum.update(buffer.array(), at + 4, 4 + length);
      buffer.putInt(at + 8 + length, (int) checksum.getValue());
      at += FRAME + length;
    }
    return buffer.array();
  }
}
