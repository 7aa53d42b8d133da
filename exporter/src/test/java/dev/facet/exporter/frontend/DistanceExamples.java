package dev.facet.exporter.frontend;

import static dev.facet.exporter.frontend.ExampleList.INDICES;
import static dev.facet.exporter.frontend.ExampleList.MAPS;
import static dev.facet.exporter.frontend.ExampleList.ROWS;

import org.nd4j.linalg.api.buffer.DataType;

/** Examples of {@link DistanceOperators}. */
final class DistanceExamples {
  private DistanceExamples() {}

  static void addTo(ExampleList list) {
    list.onRows("dot", x -> x.dot(x.mul(2).add(1), 1));
    list.add("dot", "with a weight", ROWS, s -> s.input().dot(s.weight(1, s.size(1)), 1));
    list.onRows("cosinesimilarity", x -> x.getSameDiff().math().cosineSimilarity(x, x.mul(x), 1));
    list.add(
        "cosinesimilarity",
        "kept",
        MAPS,
        s -> s.graph().math().cosineSimilarity(s.input(), s.input().add(1), true, false, 1));
    list.onRows("cosinedistance", x -> x.getSameDiff().math().cosineDistance(x, x.mul(x), 1));
    list.onRows("euclidean", x -> x.getSameDiff().math().euclideanDistance(x, x.mul(x), 1));
    list.add(
        "euclidean",
        "over two axes, kept",
        MAPS,
        s -> s.graph().math().euclideanDistance(s.input(), s.input().mul(2), true, false, 1, 2));
    list.onRows("manhattan", x -> x.getSameDiff().math().manhattanDistance(x, x.mul(x), 1));
    list.add(
        "hammingdistance",
        "",
        INDICES,
        s ->
            s.graph()
                .math()
                .hammingDistance(
                    s.input().castTo(DataType.FLOAT),
                    s.input().castTo(DataType.FLOAT).mul(-1).add(4),
                    1));
    list.onPositiveRows(
        "jaccarddistance", x -> x.getSameDiff().math().jaccardDistance(x, x.rsub(3), 1));
  }
}
