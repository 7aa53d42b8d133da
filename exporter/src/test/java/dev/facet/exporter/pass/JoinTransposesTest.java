package dev.facet.exporter.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.exporter.Graphs;
import dev.facet.exporter.Seed;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;

class JoinTransposesTest {
  private final SameDiff samediff = SameDiff.create();
  private final SDVariable input = samediff.placeHolder("images", DataType.FLOAT, -1, 2, 3, 4);
  private final Tensor images = Graphs.normal(Seed.random("transposes"), 2, 2, 3, 4);

  @Test
  void makesOneTranspositionOfThree() {
    SDVariable turned = samediff.permute(samediff.permute(input, 0, 2, 3, 1), 0, 3, 2, 1);
    samediff.permute(turned, 3, 0, 1, 2).rename("turned");
    Graph before = Graphs.translate(samediff, "turned");

    Graph after = new JoinTransposes().apply(before);

    assertThat(after.count("Transpose")).isEqualTo(1);
    assertThat(run(after, "turned")).isEqualTo(run(before, "turned"));
  }

  @Test
  void leavesNothingOfTwoThatUndoEachOther() {
    SDVariable there = samediff.permute(samediff.nn().tanh(input), 0, 2, 3, 1);
    SDVariable back = samediff.permute(there, 0, 3, 1, 2);
    samediff.nn().relu("kept", back, 0);
    Graph before = Graphs.translate(samediff, "kept");

    Graph after = new RemoveIdentities().apply(new JoinTransposes().apply(before));

    assertThat(after.count("Transpose")).isZero();
    assertThat(run(after, "kept")).isEqualTo(run(before, "kept"));
  }

  @Test
  void keepsATranspositionThatOthersReadToo() {
    SDVariable there = samediff.permute(input, 0, 2, 3, 1);
    SDVariable back = samediff.permute(there, 0, 2, 1, 3);
    samediff.math().max("both", back, samediff.permute(there, 0, 2, 1, 3).mul(2));
    samediff.nn().tanh("alone", there);
    Graph before = Graphs.translate(samediff, "both", "alone");

    Graph after = new JoinTransposes().apply(before);

    assertThat(run(after, "both")).isEqualTo(run(before, "both"));
    assertThat(run(after, "alone")).isEqualTo(run(before, "alone"));
  }

  private Tensor run(Graph graph, String output) {
    return Graphs.run(graph, Map.of("images", images)).get(output);
  }
}
