package dev.facet.exporter.frontend;

import dev.facet.exporter.graph.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A slice by NumPy's rules: begins, ends and strides, and masks whose bit i is about the place i in
 * these lists. SameDiff keeps the masks as the first five integers, in the order begin, ellipsis,
 * end, new axis, shrink axis.
 *
 * @param begins first indices
 * @param ends indices behind the last
 * @param strides steps, above 0
 */
record StridedCut(List<Long> begins, List<Long> ends, List<Long> strides) {
  private static final int MASKS = 5;
  private static final int BEGIN = 0;
  private static final int ELLIPSIS = 1;
  private static final int END = 2;
  private static final int NEW_AXIS = 3;
  private static final int SHRINK = 4;

  /** The lists are the integers behind the masks, or three constant inputs. */
  static StridedCut of(Operation operation, Translation to) {
    if (operation.integers().size() <= MASKS) {
      return new StridedCut(
          input(operation, to, 1), input(operation, to, 2), input(operation, to, 3));
    }
    List<Long> all = operation.integers().subList(MASKS, operation.integers().size());
    int places = all.size() / 3;
    return new StridedCut(
        all.subList(0, places),
        all.subList(places, 2 * places),
        all.subList(2 * places, all.size()));
  }

  private static List<Long> input(Operation operation, Translation to, int place) {
    return Arrays.stream(to.constantIntegers(operation, operation.operand(place))).boxed().toList();
  }

  /**
   * Refuses what would bring the process down when the shapes are probed: on strides below 0
   * SameDiff reads beyond its memory.
   */
  static void requireForward(Operation operation, Map<String, Tensor> constants) {
    for (long stride : strides(operation, constants)) {
      if (stride < 1) {
        throw operation.refuse(
            "has the stride %d, on which ND4J itself reads beyond its memory: reverse the axis"
                    .formatted(stride)
                + " first");
      }
    }
  }

  private static long[] strides(Operation operation, Map<String, Tensor> constants) {
    int integers = operation.integers().size();
    if (integers > MASKS) {
      return operation.integersFrom(MASKS + (integers - MASKS) / 3 * 2);
    }
    Tensor strides = constants.get(operation.operand(3));
    if (strides == null) {
      throw operation.refuse("computes its strides, but only constant ones are known");
    }
    return Numbers.integers(strides);
  }

  void translate(Operation operation, Translation to) {
    if (operation.integer(ELLIPSIS) != 0) {
      throw operation.refuse("uses an ellipsis, which ND4J itself gets wrong: name all axes");
    }
    Ranges ranges = new Ranges();
    List<Long> shrunk = new ArrayList<>();
    List<Long> added = new ArrayList<>();
    int axis = 0;
    for (int place = 0; place < begins.size(); place++) {
      if (masked(operation, NEW_AXIS, place)) {
        added.add((long) place - shrunk.size());
        continue;
      }
      long begin = masked(operation, BEGIN, place) ? 0 : begins.get(place);
      if (masked(operation, SHRINK, place)) {
        ranges.add(axis, begin, begin == -1 ? Ranges.END : begin + 1, 1);
        shrunk.add((long) axis);
      } else {
        long end = masked(operation, END, place) ? Ranges.END : ends.get(place);
        ranges.add(axis, begin, end, strides.get(place));
      }
      axis++;
    }
    Steps steps = Steps.of(operation, to);
    if (shrunk.isEmpty() && added.isEmpty()) {
      ranges.result(operation, to, operation.input());
      return;
    }
    String part = ranges.step(operation, to, operation.input());
    if (added.isEmpty()) {
      steps.result("Squeeze", part, axes(steps, shrunk));
    } else {
      String rest = shrunk.isEmpty() ? part : steps.step("Squeeze", part, axes(steps, shrunk));
      steps.result("Unsqueeze", rest, axes(steps, added));
    }
  }

  private static boolean masked(Operation operation, int mask, int place) {
    return (operation.integer(mask) >> place & 1) == 1;
  }

  private static String axes(Steps steps, List<Long> axes) {
    return steps.list("axes", axes.stream().mapToLong(Long::longValue).toArray());
  }
}
