package dev.facet.exporter.guard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The bytes of a FlatBuffers file. Every read is inside of them, or says where it is not. */
final class FlatBytes {
  /** How often the parts of a file may be read over; honest files share little. */
  private static final long MOST_READS = 8;

  private final ByteBuffer bytes;
  private long allowance;

  FlatBytes(byte[] content) {
    bytes = ByteBuffer.wrap(content).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    allowance = MOST_READS * content.length;
  }

  /** The table that the file begins with. */
  FlatTable root() {
    return new FlatTable(this, follow(0, "the root"));
  }

  /** How many there are. */
  int size() {
    return bytes.capacity();
  }

  /** A copy, with zeros behind if it is to be longer. */
  byte[] copy(int length) {
    byte[] copy = new byte[length];
    bytes.get(0, copy, 0, size());
    return copy;
  }

  /** Requires that so many bytes lie from a place on, and that the file is not read forever. */
  int require(long place, long length, String what) {
    if (place < 0 || length < 0 || place + length > bytes.capacity()) {
      throw new DamagedGraph(
          "%s would lie at byte %d with %d bytes, but the file has %d"
              .formatted(what, place, length, bytes.capacity()));
    }
    allowance -= Math.max(1, length);
    if (allowance < 0) {
      throw new DamagedGraph("its parts point to each other again and again");
    }
    return Math.toIntExact(place);
  }

  /** The place that an offset points to. */
  int follow(long place, String what) {
    long offset = Integer.toUnsignedLong(int32(place, what));
    return require(place + offset, Integer.BYTES, what);
  }

  byte int8(long place, String what) {
    return bytes.get(require(place, Byte.BYTES, what));
  }

  int uint16(long place, String what) {
    return Short.toUnsignedInt(bytes.getShort(require(place, Short.BYTES, what)));
  }

  int int32(long place, String what) {
    return bytes.getInt(require(place, Integer.BYTES, what));
  }

  long int64(long place, String what) {
    return bytes.getLong(require(place, Long.BYTES, what));
  }

  double float64(long place, String what) {
    return bytes.getDouble(require(place, Double.BYTES, what));
  }

  String text(int place, int length, String what) {
    int start = require(place, length, what);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.slice(start, length)).toString();
    } catch (CharacterCodingException e) {
      throw new DamagedGraph("%s at byte %d is not text".formatted(what, place));
    }
  }
}
