package dev.facet.exporter.frontend;

import static dev.facet.exporter.frontend.ExampleList.INDICES;
import static dev.facet.exporter.frontend.ExampleList.MAPS;
import static dev.facet.exporter.frontend.ExampleList.ROWS;

import dev.facet.exporter.frontend.OperatorExample.Input;
import dev.facet.exporter.frontend.OperatorExample.Range;
import dev.facet.exporter.frontend.OperatorExample.Scene;
import java.util.function.BiFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.enums.PartitionMode;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** Examples of {@link IndexOperators}. */
final class IndexExamples {
  private static final Input LONG_INDICES = Input.indices(DataType.INT64, 5, Range.between(3, 6));
  private static final Input COORDINATES =
      Input.indices(DataType.INT32, 3, Range.between(2, 5), Range.of(2));

  private IndexExamples() {}

  static void addTo(ExampleList list) {
    reading(list);
    finding(list);
    marking(list);
    writing(list);
  }

  private static void reading(ExampleList list) {
    list.add("gather", "", MAPS, s -> s.graph().gather(s.input(), new int[] {1, 0}, 1));
    list.add(
        "gather",
        "of the last axis",
        MAPS,
        s -> s.graph().gather(s.input(), s.integers(2, 0, 0), -1));
    list.add(
        "gather",
        "by a table of indices",
        MAPS,
        s ->
            s.graph()
                .gather(
                    s.input(),
                    s.constant(Nd4j.createFromArray(new int[][] {{1, 0, 1}, {0, 1, 1}})),
                    1));
    list.add(
        "gather",
        "of embeddings",
        LONG_INDICES,
        s -> s.graph().gather(s.weight(5, 4), s.input(), 0));
    list.add("gather_nd", "", COORDINATES, s -> s.graph().gatherNd(s.weight(3, 4, 5), s.input()));
    list.add(
        "embedding_lookup",
        "",
        Input.indices(DataType.INT32, 5),
        s -> s.graph().math().embeddingLookup(s.weight(5, 4), s.input(), PartitionMode.MOD));
  }

  private static void finding(ExampleList list) {
    list.add("argmax", "", MAPS, s -> s.graph().argmax(s.input(), 1));
    list.add("argmax", "kept", MAPS, s -> s.graph().argmax(s.input(), true, -1));
    list.add("argmax", "of equal numbers", ROWS, s -> s.graph().argmax(s.input().mul(0), 1));
    list.add("argmax", "of all", ROWS, s -> s.input().add(asFloat(s.graph().argmax(s.input()))));
    list.add("argmin", "", MAPS, s -> s.graph().argmin(s.input(), 2));
    list.add("top_k", "the numbers", ROWS, s -> s.graph().nn().topK(s.input(), 1, true)[0]);
    list.add("top_k", "the places", ROWS, s -> s.graph().nn().topK(s.input(), 1, true)[1]);
  }

  private static SDVariable asFloat(SDVariable place) {
    return place.castTo(DataType.FLOAT);
  }

  private static void marking(ExampleList list) {
    list.add("onehot", "", INDICES, s -> s.graph().oneHot(s.input(), 5));
    list.add("onehot", "of indices outside", INDICES, s -> s.graph().oneHot(s.input().sub(1), 3));
    list.add(
        "onehot",
        "on another axis, with other numbers",
        INDICES,
        s -> s.graph().oneHot(s.input(), 4, 1, 2, -1, DataType.FLOAT));
    list.add(
        "onehot",
        "of integers",
        LONG_INDICES,
        s -> s.graph().oneHot(s.input(), 5, -1, 3, 0, DataType.INT32));
    list.add(
        "sequence_mask", "", INDICES, s -> s.graph().sequenceMask(s.input(), 4, DataType.FLOAT));
    list.add(
        "sequence_mask",
        "as wide as a constant",
        INDICES,
        s -> s.graph().sequenceMask(s.input(), s.graph().constant(6), DataType.INT32));
  }

  private static void writing(ExampleList list) {
    scatter(list, "scatter_add", (s, rows) -> s.graph().scatterAdd(s.input(), rows[0], rows[1]));
    scatter(list, "scatter_sub", (s, rows) -> s.graph().scatterSub(s.input(), rows[0], rows[1]));
    scatter(list, "scatter_mul", (s, rows) -> s.graph().scatterMul(s.input(), rows[0], rows[1]));
    scatter(list, "scatter_max", (s, rows) -> s.graph().scatterMax(s.input(), rows[0], rows[1]));
    scatter(list, "scatter_min", (s, rows) -> s.graph().scatterMin(s.input(), rows[0], rows[1]));
  }

  private static void scatter(
      ExampleList list, String operator, BiFunction<Scene, SDVariable[], SDVariable> write) {
    list.add(
        operator,
        "into the first row",
        ROWS,
        s -> write.apply(s, new SDVariable[] {s.integers(0), s.weight(1, s.size(1))}));
  }
}
