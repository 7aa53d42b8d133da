package dev.facet.exporter.guard;

import java.util.Arrays;

/** The element types of SameDiff files that the exporter can do something with. */
enum StoredType {
  BOOL(1, 1),
  HALF(3, 2),
  FLOAT(5, 4),
  DOUBLE(6, 8),
  BYTE(7, 1),
  SHORT(8, 2),
  INT(9, 4),
  LONG(10, 8),
  UBYTE(11, 1);

  private final int code;
  private final int bytes;

  StoredType(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /** The width of an element. */
  int bytes() {
    return bytes;
  }

  /** The type with a number; of others nothing is known, not even how wide they are. */
  static StoredType of(int code, String what) {
    return Arrays.stream(values())
        .filter(type -> type.code == code)
        .findFirst()
        .orElseThrow(
            () ->
                new DamagedGraph(
                    "%s has elements of type %d, but the exporter takes %s"
                        .formatted(what, code, Arrays.toString(values()))));
  }
}
