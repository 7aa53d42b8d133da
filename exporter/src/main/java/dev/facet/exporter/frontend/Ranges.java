package dev.facet.exporter.frontend;

import dev.facet.exporter.graph.Node;
import java.util.ArrayList;
import java.util.List;

/** Which part of each axis a slice takes; axes taken whole are left out. */
final class Ranges {
  /** The end of an axis, whatever its size. */
  static final long END = Long.MAX_VALUE;

  /** The place before the first element, where a walk backwards ends. */
  static final long BEFORE_BEGIN = Long.MIN_VALUE;

  private final List<long[]> cuts = new ArrayList<>();

  void add(long axis, long begin, long end, long stride) {
    if (begin != 0 || end != END || stride != 1) {
      cuts.add(new long[] {begin, end, axis, stride});
    }
  }

  /** The part of a value, as a helper of the operation. */
  String step(Operation operation, Translation to, String value) {
    String output = to.name(operation, "part");
    add(operation, to, value, output);
    return output;
  }

  /** The part of a value as the operation's output. */
  void result(Operation operation, Translation to, String value) {
    add(operation, to, value, operation.output());
  }

  private void add(Operation operation, Translation to, String value, String output) {
    if (cuts.isEmpty()) {
      to.step("Identity", output, value);
      return;
    }
    to.add(
        Node.of(
            "Slice",
            output,
            value,
            column(operation, to, "begins", 0),
            column(operation, to, "ends", 1),
            column(operation, to, "axes", 2),
            column(operation, to, "strides", 3)));
  }

  private String column(Operation operation, Translation to, String role, int place) {
    return Steps.of(operation, to).list(role, cuts.stream().mapToLong(cut -> cut[place]).toArray());
  }
}
