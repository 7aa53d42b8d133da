package dev.facet.trainer.data.pickle;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes pickles opcode by opcode. */
public final class PickleBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Adds single bytes; a character stands for its code. */
  public PickleBytes add(int... values) {
    for (int value : values) {
      out.write(value);
    }
    return this;
  }

  /** Adds bytes. */
  public PickleBytes add(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /** Adds four bytes, the lowest first. */
  public PickleBytes addInt(int value) {
    return add(
        ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
  }

  /** Adds eight bytes, the lowest first. */
  public PickleBytes addLong(long value) {
    return add(
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
  }

  /** All bytes so far. */
  public byte[] bytes() {
    return out.toByteArray();
  }

  /**
   * {@code ([pictures], [same])} as a protocol writes it.
   *
   * @param protocol 2 as Python 2 has it, or 3, 4 or 5
   */
  public static byte[] set(int protocol, byte[][] pictures, boolean[] same) {
    PickleBytes pickle = new PickleBytes().add(0x80, protocol);
    if (protocol >= 4) {
      pickle.add(0x95).addLong(1);
    }
    pickle.list(protocol, 0);
    for (int i = 0; i < pictures.length; i++) {
      pickle.content(protocol, pictures[i]).memo(protocol, i + 1);
    }
    pickle.add('e').list(protocol, pictures.length + 1);
    for (boolean each : same) {
      pickle.add(each ? 0x88 : 0x89);
    }
    return pickle.add('e', 0x86).memo(protocol, pictures.length + 2).add('.').bytes();
  }

  private PickleBytes list(int protocol, int number) {
    return add(']').memo(protocol, number).add('(');
  }

  private PickleBytes content(int protocol, byte[] picture) {
    boolean small = picture.length < 256;
    add(protocol == 2 ? (small ? 'U' : 'T') : (small ? 'C' : 'B'));
    return (small ? add(picture.length) : addInt(picture.length)).add(picture);
  }

  private PickleBytes memo(int protocol, int number) {
    if (protocol >= 4) {
      return add(0x94);
    }
    return number < 256 ? add('q', number) : add('r').addInt(number);
  }
}
