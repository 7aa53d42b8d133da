package dev.facet.exporter.frontend;

import dev.facet.exporter.graph.Node;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/**
 * Runs operators that ONNX knows for one place of the channels only on data that has them
 * elsewhere, between two transpositions.
 */
final class Layout {
  private final int rank;
  private final int channels;

  private Layout(int rank, int channels) {
    this.rank = rank;
    this.channels = channels;
  }

  /** Data of this rank whose channels are on an axis; axis 1 is where ONNX has them. */
  static Layout of(int rank, int channels) {
    return new Layout(rank, channels);
  }

  /** Data of this rank with channels on axis 1 or last. */
  static Layout of(int rank, boolean channelsLast) {
    return new Layout(rank, channelsLast ? rank - 1 : 1);
  }

  /** A value with its channels brought to axis 1. */
  String channelsFirst(Steps steps, String value) {
    return channels == 1 ? value : steps.transposed(value, order());
  }

  /** The node that produces the operation's output, its channels brought back to their place. */
  void result(Steps steps, String onnxOperator, UnaryOperator<Node> attributes, String... inputs) {
    if (channels == 1) {
      steps.result(onnxOperator, attributes, inputs);
    } else {
      String ordered = steps.step(onnxOperator, attributes, inputs);
      steps.result("Transpose", node -> node.with("perm", orderBack()), ordered);
    }
  }

  private long[] order() {
    return LongStream.concat(
            LongStream.of(0, channels), LongStream.range(1, rank).filter(axis -> axis != channels))
        .toArray();
  }

  private long[] orderBack() {
    long[] order = order();
    long[] back = new long[rank];
    for (int place = 0; place < rank; place++) {
      back[(int) order[place]] = place;
    }
    return back;
  }
}
