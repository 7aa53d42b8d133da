package dev.facet.bench.serving.fuzz;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Damages bytes a little, in the ways in which decoders were found to fail. */
final class Mutator {
  private static final int MOST_EDITS = 6;
  private static final int LONGEST_RUN = 64;

  /** Limits of the whole numbers that lengths, counts and sizes are written as. */
  private static final List<Integer> EDGES =
      List.of(0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, -1);

  private final RandomGenerator random;

  Mutator(RandomGenerator random) {
    this.random = random;
  }

  /**
   * Damages a copy in one to six places.
   *
   * @param other where foreign bytes are taken from
   */
  byte[] damaged(byte[] bytes, byte[] other) {
    byte[] result = bytes.clone();
    for (int edits = 1 + random.nextInt(MOST_EDITS); edits > 0; edits--) {
      result = edited(result, other);
    }
    return result;
  }

  private byte[] edited(byte[] bytes, byte[] other) {
    if (bytes.length == 0) {
      return slice(other);
    }
    int at = random.nextInt(bytes.length);
    int run = Math.min(1 + random.nextInt(LONGEST_RUN), bytes.length - at);
    return switch (random.nextInt(9)) {
      case 0 -> withByte(bytes, at, bytes[at] ^ (1 << random.nextInt(8)));
      case 1 -> withByte(bytes, at, random.nextInt(256));
      case 2 -> withEdge(bytes, at);
      case 3 -> Arrays.copyOf(bytes, at);
      case 4 -> spliced(bytes, at, at + run, new byte[0]);
      case 5 -> spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, at + run));
      case 6 -> spliced(bytes, at, at + run, slice(other));
      case 7 -> spliced(bytes, at, at, noise(run));
      default -> filled(bytes, at, run);
    };
  }

  private static byte[] withByte(byte[] bytes, int at, int value) {
    byte[] copy = bytes.clone();
    copy[at] = (byte) value;
    return copy;
  }

  /** Two or four bytes become a number that is easily forgotten. */
  private byte[] withEdge(byte[] bytes, int at) {
    int edge = EDGES.get(random.nextInt(EDGES.size()));
    byte[] copy = bytes.clone();
    if (at + Integer.BYTES <= bytes.length && random.nextBoolean()) {
      ByteBuffer.wrap(copy).putInt(at, edge);
    } else if (at + Short.BYTES <= bytes.length) {
      ByteBuffer.wrap(copy).putShort(at, (short) edge);
    } else {
      copy[at] = (byte) edge;
    }
    return copy;
  }

  private byte[] filled(byte[] bytes, int at, int run) {
    byte[] copy = bytes.clone();
    Arrays.fill(copy, at, at + run, (byte) (random.nextBoolean() ? 0 : 0xFF));
    return copy;
  }

  private byte[] noise(int length) {
    byte[] noise = new byte[length];
    random.nextBytes(noise);
    return noise;
  }

  private byte[] slice(byte[] other) {
    if (other.length == 0) {
      return other;
    }
    int from = random.nextInt(other.length);
    return Arrays.copyOfRange(
        other, from, Math.min(other.length, from + 1 + random.nextInt(LONGEST_RUN)));
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] middle) {
    return ByteBuffer.allocate(bytes.length - (to - from) + middle.length)
        .put(bytes, 0, from)
        .put(middle)
        .put(bytes, to, bytes.length - to)
        .array();
  }
}
