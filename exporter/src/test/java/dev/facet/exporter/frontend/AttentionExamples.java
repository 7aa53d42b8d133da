package dev.facet.exporter.frontend;

import static dev.facet.exporter.frontend.ExampleList.MAPS;
import static dev.facet.exporter.frontend.ExampleList.SEQUENCES;

import dev.facet.exporter.frontend.OperatorExample.Scene;
import org.nd4j.autodiff.samediff.SDIndex;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Examples of {@link AttentionOperators}. */
final class AttentionExamples {
  private AttentionExamples() {}

  static void addTo(ExampleList list) {
    String single = "dot_product_attention";
    list.add(single, "scaled", SEQUENCES, s -> attended(s, null, true));
    list.add(single, "not scaled", SEQUENCES, s -> attended(s, null, false));
    list.add(single, "masked", SEQUENCES, s -> attended(s, mask(s), true));
    list.add(single, "of heads", MAPS, s -> attended(s, null, true));
    String several = "multi_head_dot_product_attention";
    list.add(several, "scaled", SEQUENCES, s -> multiHead(s, null, true));
    list.add(several, "not scaled", SEQUENCES, s -> multiHead(s, null, false));
    list.add(several, "masked", SEQUENCES, s -> multiHead(s, mask(s), true));
  }

  private static SDVariable attended(Scene s, SDVariable mask, boolean scaled) {
    SDVariable keys = s.input().mul(0.7).add(0.1);
    SDVariable values = s.graph().nn().tanh(s.input());
    return s.graph().nn().dotProductAttention(s.input(), keys, values, mask, scaled);
  }

  /** Leaves out some times, never the first. */
  private static SDVariable mask(Scene s) {
    SDVariable first = s.input().get(SDIndex.all(), SDIndex.point(0), SDIndex.all());
    SDVariable chosen = first.gt(0).castTo(DataType.FLOAT);
    SDVariable always = s.graph().onesLike(first).sub(s.constant(others(s)));
    return s.graph().math().max(chosen, always);
  }

  private static INDArray others(Scene s) {
    INDArray others = Nd4j.ones(DataType.FLOAT, 1, s.size(2));
    return others.putScalar(0, 0);
  }

  private static SDVariable multiHead(Scene s, SDVariable mask, boolean scaled) {
    long features = s.size(1);
    return s.graph()
        .nn()
        .multiHeadDotProductAttention(
            s.input(),
            s.input().mul(0.7),
            s.graph().nn().tanh(s.input()),
            s.weight(2, 3, features),
            s.weight(2, 3, features),
            s.weight(2, 4, features),
            s.weight(8, 5),
            mask,
            scaled);
  }
}
