package dev.facet.trainer.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class PlanTest {
  /** A small network of operators that SameDiff's own session can run. */
  private static SameDiff graph(INDArray weight, INDArray bias) {
    SameDiff graph = SameDiff.create();
    SDVariable x = graph.placeHolder("x", DataType.FLOAT, -1, 6);
    SDVariable w = graph.var("w", weight);
    SDVariable b = graph.var("b", bias);
    SDVariable hidden = graph.nn().relu(x.mmul(w).add(b), 0);
    SDVariable shared = hidden.mul(hidden).add(hidden);
    graph.math().tanh(shared).mean("loss", false);
    graph.setLossVariables("loss");
    return graph;
  }

  @Test
  void gradientsEqualThoseOfSameDiff() {
    Nd4j.getRandom().setSeed(31);
    INDArray x = Nd4j.randn(DataType.FLOAT, 5, 6);
    INDArray w = Nd4j.randn(DataType.FLOAT, 6, 4);
    INDArray b = Nd4j.randn(DataType.FLOAT, 4);
    Map<String, INDArray> expected = graph(w, b).calculateGradients(Map.of("x", x), "w", "b");
    SameDiff graph = graph(w, b);
    Map<String, String> names = Gradients.of(graph, "loss", List.of("w", "b"));
    try (Plan plan =
        new PlanBuilder(graph).bind("x", x).output(names.get("w")).output(names.get("b")).build()) {
      plan.run();
      assertThat(plan.output(names.get("w"))).isEqualTo(expected.get("w"));
      assertThat(plan.output(names.get("b"))).isEqualTo(expected.get("b"));
    }
  }

  @Test
  void readsItsInputsInPlace() {
    INDArray x = Nd4j.ones(DataType.FLOAT, 2, 6);
    SameDiff graph = graph(Nd4j.ones(DataType.FLOAT, 6, 4), Nd4j.zeros(DataType.FLOAT, 4));
    INDArray weight = Nd4j.zeros(DataType.FLOAT, 6, 4);
    try (Plan plan = new PlanBuilder(graph).bind("x", x).bind("w", weight).output("loss").build()) {
      plan.run();
      assertThat(plan.output("loss").getFloat(0)).isZero();
      weight.assign(0.1);
      plan.run();
      assertThat(plan.output("loss").getFloat(0)).isPositive();
    }
  }

  @Test
  void writesAnOutputWhereItIsAskedTo() {
    INDArray x = Nd4j.ones(DataType.FLOAT, 2, 6);
    SameDiff graph = graph(Nd4j.ones(DataType.FLOAT, 6, 4), Nd4j.zeros(DataType.FLOAT, 4));
    INDArray target = Nd4j.scalar(DataType.FLOAT, 0f);
    try (Plan plan = new PlanBuilder(graph).bind("x", x).output("loss", target).build()) {
      plan.run();
      assertThat(target.getFloat(0)).isPositive();
      assertThat(plan.output("loss")).isSameAs(target);
    }
  }

  @Test
  void namesAPlaceholderWithoutArray() {
    SameDiff graph = graph(Nd4j.ones(DataType.FLOAT, 6, 4), Nd4j.zeros(DataType.FLOAT, 4));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PlanBuilder(graph).output("loss").build())
        .withMessage("placeholder x is not bound to an array");
  }

  @Test
  void namesAnOutputThatDoesNotExist() {
    SameDiff graph = graph(Nd4j.ones(DataType.FLOAT, 6, 4), Nd4j.zeros(DataType.FLOAT, 4));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PlanBuilder(graph).output("gain").build())
        .withMessage("no operator of the graph makes output gain");
  }

  @Test
  void namesAVariableThatTheLossIgnores() {
    SameDiff graph = graph(Nd4j.ones(DataType.FLOAT, 6, 4), Nd4j.zeros(DataType.FLOAT, 4));
    graph.var("idle", Nd4j.ones(DataType.FLOAT, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Gradients.of(graph, "loss", List.of("idle")))
        .withMessage("loss loss does not depend on variable idle");
  }
}
