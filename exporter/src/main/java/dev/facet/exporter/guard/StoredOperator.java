package dev.facet.exporter.guard;

import dev.facet.exporter.PlainText;
import java.util.Arrays;
import java.util.List;

/**
 * An operator of a SameDiff file.
 *
 * @param name unique in the file
 * @param operator SameDiff's name of what it does
 * @param inputs the variables that it reads
 * @param outputs the names of the variables that it makes
 * @param integers its integer arguments
 */
record StoredOperator(
    String name,
    String operator,
    List<StoredPair> inputs,
    List<String> outputs,
    List<Long> integers) {
  private static final int NAME = 1;
  private static final int PROPERTIES = 4;
  private static final int INPUT = 5;
  private static final int INPUT_PAIRS = 6;
  private static final int OUTPUT = 7;
  private static final int REALS = 8;
  private static final int INTEGERS = 9;
  private static final int FLAGS = 10;
  private static final int DIMENSIONS = 11;
  private static final int SCOPE = 14;
  private static final int OUTPUT_NAMES = 15;
  private static final int OPERATOR = 16;
  private static final int OUTPUT_TYPES = 17;
  private static final int SCALAR = 18;
  private static final int FIRST_DEPENDENCIES = 19;
  private static final int LAST_DEPENDENCIES = 21;
  private static final int TYPES = 22;
  private static final int STRINGS = 23;

  /** Most numbers of an argument list; SameDiff's operators have dozens. */
  private static final int MOST_ARGUMENTS = 1000;

  static StoredOperator read(FlatTable table) {
    String name =
        table
            .text(NAME, "the name of an operator")
            .filter(text -> !text.isEmpty())
            .orElseThrow(() -> new DamagedGraph("an operator has no name"));
    String what = "operator '%s'".formatted(PlainText.name(name));
    for (int field = FIRST_DEPENDENCIES; field <= LAST_DEPENDENCIES; field++) {
      if (!table.texts(field, what).isEmpty()) {
        throw new DamagedGraph("%s waits for others beside its inputs".formatted(what));
      }
    }
    table.int32s(INPUT, what);
    table.int32s(OUTPUT, what);
    table.int32s(DIMENSIONS, what);
    table.length(FLAGS, what);
    table.length(OUTPUT_TYPES, what);
    table.length(TYPES, what);
    table.text(SCOPE, what);
    table.texts(STRINGS, what);
    table.table(SCALAR, what).ifPresent(scalar -> requireScalar(scalar, what));
    table.tables(PROPERTIES, what).forEach(property -> requireProperty(property, what));
    long[] integers = table.int64s(INTEGERS, what);
    int arguments = integers.length + table.float64s(REALS, what).length;
    if (arguments > MOST_ARGUMENTS) {
      throw new DamagedGraph("%s has %d arguments".formatted(what, arguments));
    }
    return new StoredOperator(
        name,
        table.text(OPERATOR, what).orElse(""),
        table.tables(INPUT_PAIRS, what).stream().map(pair -> StoredPair.read(pair, what)).toList(),
        table.texts(OUTPUT_NAMES, what),
        Arrays.stream(integers).boxed().toList());
  }

  /** It, in an error. */
  String what() {
    return "operator '%s' (%s)".formatted(PlainText.name(name), PlainText.name(operator));
  }

  private static void requireScalar(FlatTable scalar, String what) {
    StoredArray array = StoredArray.read(scalar, what);
    if (array.shape().stream().anyMatch(size -> size != 1)) {
      throw new DamagedGraph(
          "%s has the shape %s for its one number".formatted(what, array.shape()));
    }
  }

  /** A setting: its name, then lists of numbers, arrays, answers and texts, and how they lie. */
  private static void requireProperty(FlatTable property, String what) {
    if (property.text(0, what).isEmpty()) {
      throw new DamagedGraph(what + " has a setting without name");
    }
    property.int32s(1, what);
    property.int64s(2, what);
    property.float64s(3, what);
    property.tables(4, what).forEach(array -> StoredArray.read(array, what));
    property.length(5, what);
    property.texts(6, what);
    property.int32s(7, what);
  }
}
