package dev.facet.exporter.guard;

import dev.facet.exporter.PlainText;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A variable of a SameDiff file.
 *
 * @param name unique in the file
 * @param kind what it is
 * @param shape as declared, -1 for the batch
 * @param array its numbers, if it has them
 * @param id by which operators refer to it
 */
record StoredVariable(
    String name, Kind kind, List<Long> shape, Optional<StoredArray> array, StoredPair id) {
  private static final int ID = 0;
  private static final int NAME = 1;
  private static final int TYPE = 2;
  private static final int SHAPE = 3;
  private static final int ARRAY = 4;
  private static final int KIND = 6;
  private static final int FIRST_DEPENDENCIES = 7;
  private static final int LAST_DEPENDENCIES = 9;

  /** In the order of their numbers. */
  enum Kind {
    WEIGHT,
    CONSTANT,
    COMPUTED,
    PLACEHOLDER
  }

  static StoredVariable read(FlatTable table) {
    String name =
        table
            .text(NAME, "the name of a variable")
            .filter(text -> !text.isEmpty())
            .orElseThrow(() -> new DamagedGraph("a variable has no name"));
    String what = "variable '%s'".formatted(PlainText.name(name));
    int kind = table.int8(KIND, what);
    if (kind < 0 || kind >= Kind.values().length) {
      throw new DamagedGraph("%s is of kind %d, which there is not".formatted(what, kind));
    }
    StoredType.of(table.int8(TYPE, what), what);
    for (int field = FIRST_DEPENDENCIES; field <= LAST_DEPENDENCIES; field++) {
      if (!table.texts(field, what).isEmpty()) {
        throw new DamagedGraph(
            "%s waits for operators beside those that it is computed from".formatted(what));
      }
    }
    return new StoredVariable(
        name,
        Kind.values()[kind],
        Arrays.stream(table.int64s(SHAPE, what)).boxed().toList(),
        table.table(ARRAY, what).map(array -> StoredArray.read(array, what)),
        StoredPair.read(
            table.table(ID, what).orElseThrow(() -> new DamagedGraph(what + " has no number")),
            what));
  }

  /** It, in an error. */
  String what() {
    return "variable '%s'".formatted(PlainText.name(name));
  }
}
