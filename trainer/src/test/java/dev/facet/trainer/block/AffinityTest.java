package dev.facet.trainer.block;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import dev.facet.trainer.plan.Plan;
import dev.facet.trainer.plan.PlanBuilder;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class AffinityTest implements BlockContract {
  private static final List<Integer> GROUPS = List.of(0, 1, 0, 0, 1);

  @Override
  public Stream<Case> cases() {
    return Stream.of(
        new Case(
            "graph attention",
            2,
            5,
            2,
            3,
            (layers, x) ->
                new GraphAttention()
                    .build(layers, x.variable().reshape(-1, 5, 6).mul(0.5))
                    .refined()),
        new Case(
            "affinity of groups",
            2,
            5,
            2,
            3,
            (layers, x) ->
                new GroupAffinity("affinity", GROUPS)
                    .build(layers, x.variable().reshape(-1, 5, 6))
                    .refined()),
        new Case(
            "score of each branch",
            2,
            5,
            2,
            3,
            (layers, x) -> new BranchScore("head", 5).build(layers, x.variable(), 6)));
  }

  @Test
  void attentionIsTheSoftmaxOfProductsOfNodes() {
    Nd4j.getRandom().setSeed(91);
    INDArray nodes = Nd4j.randn(DataType.DOUBLE, 2, 5, 6);
    List<INDArray> found = run(new GraphAttention(), nodes);
    for (int n = 0; n < 2; n++) {
      for (int i = 0; i < 5; i++) {
        double[] weights = new double[5];
        double sum = 0;
        for (int j = 0; j < 5; j++) {
          for (int d = 0; d < 6; d++) {
            weights[j] += nodes.getDouble(n, i, d) * nodes.getDouble(n, j, d);
          }
          weights[j] = Math.exp(weights[j]);
          sum += weights[j];
        }
        double first = 0;
        for (int j = 0; j < 5; j++) {
          assertThat(found.getFirst().getDouble(n, i, j))
              .isCloseTo(weights[j] / sum, Offset.offset(1e-12));
          first += weights[j] / sum * nodes.getDouble(n, j, 0);
        }
        assertThat(found.getLast().getDouble(n, i, 0)).isCloseTo(first, Offset.offset(1e-12));
      }
    }
  }

  @Test
  void groupsShareTheirNodesAlike() {
    INDArray nodes = Nd4j.ones(DataType.DOUBLE, 2, 5, 2);
    INDArray affinity = run(new GroupAffinity("affinity", GROUPS), nodes).getFirst();
    assertThat(affinity.shape()).containsExactly(2, 5, 5);
    for (int n = 0; n < 2; n++) {
      double[][] rows = affinity.slice(n).toDoubleMatrix();
      assertThat(rows[0])
          .containsExactly(new double[] {1 / 3.0, 0, 1 / 3.0, 1 / 3.0, 0}, Offset.offset(1e-7));
      assertThat(rows[4]).containsExactly(0, 0.5, 0, 0, 0.5);
    }
  }

  /** Affinity and refined nodes. */
  private static List<INDArray> run(Affinity block, INDArray nodes) {
    Layers layers = new Layers(Mode.INFERENCE, DataType.DOUBLE);
    SDVariable input = layers.placeholder("nodes", nodes.size(1), nodes.size(2));
    Affinity.Result result = block.build(layers, input);
    List<String> wanted = List.of(result.affinity().name(), result.refined().name());
    PlanBuilder builder = new PlanBuilder(layers.graph()).bind("nodes", nodes);
    wanted.forEach(builder::output);
    try (Plan plan = builder.build()) {
      plan.run();
      return wanted.stream().map(name -> plan.output(name).dup()).toList();
    }
  }
}
