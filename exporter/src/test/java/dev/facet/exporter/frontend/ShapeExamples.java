package dev.facet.exporter.frontend;

import static dev.facet.exporter.frontend.ExampleList.MAPS;
import static dev.facet.exporter.frontend.ExampleList.ROWS;
import static dev.facet.exporter.frontend.ExampleList.SEQUENCES;

import dev.facet.exporter.frontend.OperatorExample.Input;
import dev.facet.exporter.frontend.OperatorExample.Range;
import dev.facet.exporter.frontend.OperatorExample.Scene;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.enums.PadMode;
import org.nd4j.linalg.factory.Nd4j;

/** Examples of {@link ShapeOperators}. */
final class ShapeExamples {
  private ShapeExamples() {}

  static void addTo(ExampleList list) {
    list.add("reshape", "", MAPS, s -> s.input().reshape(-1, s.size(1), s.size(2) * s.size(3)));
    list.add(
        "reshape",
        "to a constant",
        MAPS,
        s ->
            s.graph()
                .reshape(
                    s.input(),
                    s.constant(Nd4j.createFromArray(-1L, s.size(1) * s.size(2), s.size(3)))));
    list.add("permute", "", MAPS, s -> s.graph().permute(s.input(), 0, 2, 3, 1));
    list.add(
        "permute",
        "by a constant",
        MAPS,
        s -> s.graph().permute(s.input(), s.integers(0, 3, 1, 2)));
    list.add("transpose", "", ROWS, s -> s.graph().transpose(s.input()));
    list.add("expand_dims", "", ROWS, s -> s.graph().expandDims(s.input(), 1));
    list.add("expand_dims", "behind the last axis", ROWS, s -> s.graph().expandDims(s.input(), -1));
    Input thin = Input.floats(Range.of(1), Range.between(3, 6));
    list.add("squeeze", "", thin, s -> s.graph().squeeze(s.input(), 1));
    list.add("concat", "", MAPS, s -> s.graph().concat(1, s.input(), s.input().mul(2)));
    list.add("concat", "of the last axis", MAPS, s -> s.graph().concat(3, s.input(), s.input()));
    list.add("stack", "", ROWS, s -> s.graph().stack(1, s.input(), s.input().mul(2)));
    list.add("stack", "last", ROWS, s -> s.graph().stack(-1, s.input(), s.input().mul(2)));
    list.add("tile", "", ROWS, s -> s.graph().tile(s.input(), 1, 3));
    list.add("tile", "by a constant", ROWS, s -> s.graph().tile(s.input(), s.integers(1, 2)));
    list.add(
        "tile",
        "of a weight",
        SEQUENCES,
        s -> s.input().mul(s.graph().tile(s.weight(1, s.size(1), 1), 1, 1, (int) s.size(2))));
    list.add("flatten", "", SEQUENCES, s -> s.graph().flatten(s.input(), s.input().mul(2)));
    padding(list);
  }

  private static void padding(ExampleList list) {
    list.add("pad", "with a constant", MAPS, s -> s.graph().nn().pad(s.input(), border(s), 1.5));
    list.add(
        "pad",
        "with a reflection",
        MAPS,
        s -> s.graph().nn().pad(s.input(), border(s), PadMode.REFLECT, 0));
    list.add(
        "pad",
        "with a reflection of the border too",
        MAPS,
        s -> s.graph().nn().pad(s.input(), border(s), PadMode.SYMMETRIC, 0));
  }

  private static SDVariable border(Scene s) {
    return s.constant(Nd4j.createFromArray(new int[][] {{0, 0}, {0, 0}, {1, 2}, {3, 0}}));
  }
}
