package dev.facet.exporter.guard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A table of a FlatBuffers file: fields by number, each of which may be missing. */
final class FlatTable {
  private static final int VTABLE_HEAD = 4;

  private final FlatBytes bytes;
  private final int place;
  private final int vtable;
  private final int fields;
  private final int size;

  FlatTable(FlatBytes bytes, int place) {
    this.bytes = bytes;
    this.place = place;
    vtable = bytes.require((long) place - bytes.int32(place, "a table"), VTABLE_HEAD, "a table");
    int length = bytes.uint16(vtable, "a table");
    size = bytes.uint16(vtable + Short.BYTES, "a table");
    if (length < VTABLE_HEAD || length % Short.BYTES != 0) {
      throw new DamagedGraph("a table at byte %d has a head of %d bytes".formatted(place, length));
    }
    bytes.require(vtable, length, "the head of a table");
    bytes.require(place, size, "a table");
    fields = (length - VTABLE_HEAD) / Short.BYTES;
  }

  /** Where a field of a width begins, or 0 if it is missing. */
  private int at(int field, int width, String what) {
    if (field >= fields) {
      return 0;
    }
    int offset = bytes.uint16(vtable + VTABLE_HEAD + field * Short.BYTES, what);
    if (offset != 0 && (offset < Integer.BYTES || offset + width > size)) {
      throw new DamagedGraph("%s lies outside of its table at byte %d".formatted(what, place));
    }
    return offset == 0 ? 0 : place + offset;
  }

  /** Whether a field is there. */
  boolean has(int field) {
    return at(field, Integer.BYTES, "a field") != 0;
  }

  /**
   * The whole file with a table in this one's place that lacks some fields: the table points to a
   * head of its own at the end of the file, because other tables may share the one that it has.
   */
  byte[] fileWithout(int... missing) {
    int length = VTABLE_HEAD + fields * Short.BYTES;
    int head = (bytes.size() + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
    byte[] copy = bytes.copy(head + length);
    ByteBuffer file = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < length; i++) {
      file.put(head + i, file.get(vtable + i));
    }
    for (int field : missing) {
      if (field < fields) {
        file.putShort(head + VTABLE_HEAD + field * Short.BYTES, (short) 0);
      }
    }
    file.putInt(place, place - head);
    return copy;
  }

  byte int8(int field, String what) {
    int at = at(field, Byte.BYTES, what);
    return at == 0 ? 0 : bytes.int8(at, what);
  }

  int int32(int field, String what) {
    int at = at(field, Integer.BYTES, what);
    return at == 0 ? 0 : bytes.int32(at, what);
  }

  Optional<String> text(int field, String what) {
    int at = at(field, Integer.BYTES, what);
    return at == 0 ? Optional.empty() : Optional.of(textAt(bytes.follow(at, what), what));
  }

  Optional<FlatTable> table(int field, String what) {
    int at = at(field, Integer.BYTES, what);
    return at == 0 ? Optional.empty() : Optional.of(new FlatTable(bytes, bytes.follow(at, what)));
  }

  List<FlatTable> tables(int field, String what) {
    Elements elements = elements(field, Integer.BYTES, what);
    List<FlatTable> tables = new ArrayList<>();
    for (int i = 0; i < elements.count(); i++) {
      tables.add(new FlatTable(bytes, bytes.follow(elements.at(i), what)));
    }
    return tables;
  }

  List<String> texts(int field, String what) {
    Elements elements = elements(field, Integer.BYTES, what);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < elements.count(); i++) {
      texts.add(textAt(bytes.follow(elements.at(i), what), what));
    }
    return texts;
  }

  int[] int32s(int field, String what) {
    Elements elements = elements(field, Integer.BYTES, what);
    return IntStream.range(0, elements.count())
        .map(i -> bytes.int32(elements.at(i), what))
        .toArray();
  }

  long[] int64s(int field, String what) {
    Elements elements = elements(field, Long.BYTES, what);
    return IntStream.range(0, elements.count())
        .mapToLong(i -> bytes.int64(elements.at(i), what))
        .toArray();
  }

  double[] float64s(int field, String what) {
    Elements elements = elements(field, Double.BYTES, what);
    return IntStream.range(0, elements.count())
        .mapToDouble(i -> bytes.float64(elements.at(i), what))
        .toArray();
  }

  /** How many bytes a list of them has. */
  int length(int field, String what) {
    return elements(field, Byte.BYTES, what).count();
  }

  private Elements elements(int field, int width, String what) {
    int at = at(field, Integer.BYTES, what);
    if (at == 0) {
      return new Elements(0, 0, width);
    }
    int list = bytes.follow(at, what);
    int count = bytes.int32(list, what);
    bytes.require((long) list + Integer.BYTES, (long) count * width, what);
    return new Elements(list + Integer.BYTES, count, width);
  }

  private String textAt(int at, String what) {
    return bytes.text(at + Integer.BYTES, bytes.int32(at, what), what);
  }

  /** A list: where its elements begin, how many there are, how wide each is. */
  private record Elements(int start, int count, int width) {
    int at(int index) {
      return start + index * width;
    }
  }
}
