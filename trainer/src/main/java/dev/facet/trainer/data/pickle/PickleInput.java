package dev.facet.trainer.data.pickle;

import dev.facet.trainer.data.DataException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The bytes of a pickle, read from the first to the last. */
final class PickleInput {
  private final String name;
  private final ByteBuffer bytes;
  private int start;

  PickleInput(byte[] bytes, String name) {
    this.bytes = ByteBuffer.wrap(bytes).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    this.name = name;
  }

  /** The next byte, 0..255, which begins an opcode. */
  int opcode() {
    start = bytes.position();
    require(1);
    return bytes.get() & 0xff;
  }

  int byteValue() {
    require(Byte.BYTES);
    return bytes.get() & 0xff;
  }

  int intValue() {
    require(Integer.BYTES);
    return bytes.getInt();
  }

  long longValue() {
    require(Long.BYTES);
    return bytes.getLong();
  }

  /** The next bytes, which are not copied; a length above 2^63 comes as a negative one. */
  ByteBuffer content(long length) {
    require(length);
    ByteBuffer content = bytes.slice(bytes.position(), (int) length);
    bytes.position(bytes.position() + (int) length);
    return content;
  }

  /** Checks that so many bytes are left. */
  void require(long length) {
    if (length < 0 || length > bytes.remaining()) {
      throw mistake(
          "it needs %s more bytes, but %d are left: the file is damaged, get it again"
              .formatted(Long.toUnsignedString(length), bytes.remaining()));
    }
  }

  /** The sentence for the opcode at hand. */
  DataException mistake(String what) {
    return new DataException("%s, byte %d: %s.".formatted(name, start, what));
  }
}
