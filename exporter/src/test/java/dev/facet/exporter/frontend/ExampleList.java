package dev.facet.exporter.frontend;

import dev.facet.exporter.frontend.OperatorExample.GraphPart;
import dev.facet.exporter.frontend.OperatorExample.Input;
import dev.facet.exporter.frontend.OperatorExample.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;

/** Collects examples, with the inputs that many of them share. */
final class ExampleList {
  /** {@code [N, C, H, W]}. */
  static final Input MAPS =
      Input.floats(Range.between(2, 5), Range.between(6, 10), Range.between(6, 10));

  /** {@code [N, H, W, C]}. */
  static final Input IMAGES =
      Input.floats(Range.between(6, 10), Range.between(6, 10), Range.between(2, 5));

  /** {@code [N, C, D, H, W]}. */
  static final Input CUBES =
      Input.floats(
          Range.between(1, 3), Range.between(4, 6), Range.between(4, 6), Range.between(4, 6));

  /** {@code [N, time, features]}. */
  static final Input SEQUENCES = Input.floats(Range.between(2, 6), Range.between(3, 8));

  /** {@code [N, features]}. */
  static final Input ROWS = Input.floats(Range.between(3, 8));

  /** {@code [N, places]}, int32 below 5. */
  static final Input INDICES = Input.indices(DataType.INT32, 5, Range.between(3, 6));

  /** {@code [N, answers]}. */
  static final Input ANSWERS = Input.answers(Range.between(3, 6));

  private final List<OperatorExample> examples = new ArrayList<>();

  void add(String operator, String form, Input input, GraphPart build) {
    examples.add(new OperatorExample(operator, form, input, build, true));
  }

  /** For what ND4J cannot load again, or changes when it does. */
  void addUnsaved(String operator, String form, Input input, GraphPart build) {
    examples.add(new OperatorExample(operator, form, input, build, false));
  }

  void onRows(String operator, Function<SDVariable, SDVariable> build) {
    add(operator, "", ROWS, scene -> build.apply(scene.input()));
  }

  /** On numbers of 0.5 and more. */
  void onPositiveRows(String operator, Function<SDVariable, SDVariable> build) {
    add(operator, "", ROWS, scene -> build.apply(scene.graph().math().abs(scene.input()).add(0.5)));
  }

  /** On numbers in -1..1. */
  void onSmallRows(String operator, Function<SDVariable, SDVariable> build) {
    add(
        operator,
        "",
        ROWS,
        scene -> build.apply(scene.graph().math().tanh(scene.input()).mul(0.9)));
  }

  List<OperatorExample> examples() {
    return List.copyOf(examples);
  }
}
