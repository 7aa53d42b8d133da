package dev.facet.trainer.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.facet.trainer.plan.Gradients;
import dev.facet.trainer.plan.Plan;
import dev.facet.trainer.plan.PlanBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** oneDNN's products against ND4J's in double precision. */
class BatchedProductTest {
  private static final long SEED = 64;

  @BeforeEach
  void hasOneDnn() {
    Nd4j.getRandom().setSeed(SEED);
    assumeTrue(OneDnn.available(), "there is no build of oneDNN for this platform");
  }

  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void agreesWithNd4j(boolean leftTransposed, boolean rightTransposed) {
    INDArray left = leftTransposed ? normal(3, 7, 5) : normal(3, 5, 7);
    INDArray right = rightTransposed ? normal(3, 6, 7) : normal(3, 7, 6);
    INDArray factors = normal(3, 5, 6);
    List<INDArray> fast =
        run(
            DataType.FLOAT,
            (graph, a, b) ->
                new BatchedProduct(graph, a, b, leftTransposed, rightTransposed).outputVariable(),
            left,
            right,
            factors);
    List<INDArray> exact =
        run(
            DataType.DOUBLE,
            (graph, a, b) -> graph.mmul(a, b, leftTransposed, rightTransposed, false),
            left,
            right,
            factors);
    for (int i = 0; i < exact.size(); i++) {
      assertThat(fast.get(i).shape()).isEqualTo(exact.get(i).shape());
      INDArray difference = fast.get(i).castTo(DataType.DOUBLE).sub(exact.get(i));
      double scale = Math.max(1, exact.get(i).amaxNumber().doubleValue());
      assertThat(difference.amaxNumber().doubleValue() / scale)
          .as("result %d (seed %d)", i, SEED)
          .isLessThan(1e-5);
    }
  }

  @Test
  void refusesMatricesThatDoNotFit() {
    SameDiff graph = SameDiff.create();
    BatchedProduct product =
        new BatchedProduct(
            graph, graph.var("a", normal(3, 5, 7)), graph.var("b", normal(3, 6, 7)), false, false);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> product.outputShapes(List.of(new long[] {3, 5, 7}, new long[] {3, 6, 7})))
        .withMessage(
            "a batched product needs [N, m, k] and [N, k, n], found [3, 5, 7] and [3, 6, 7]");
  }

  private static INDArray normal(long... shape) {
    return Nd4j.randn(DataType.FLOAT, shape);
  }

  /** Adds a product. */
  private interface Form {
    SDVariable build(SameDiff graph, SDVariable left, SDVariable right);
  }

  /** The product, then the gradients of its own product with factors by both operands. */
  private static List<INDArray> run(
      DataType type, Form form, INDArray left, INDArray right, INDArray factors) {
    SameDiff graph = SameDiff.create();
    SDVariable a = graph.var("a", left.castTo(type));
    SDVariable b = graph.var("b", right.castTo(type));
    SDVariable product = form.build(graph, a, b);
    product.mul(graph.constant(factors.castTo(type))).sum("loss", false);
    Map<String, String> gradients = Gradients.of(graph, "loss", List.of("a", "b"));
    List<String> wanted = List.of(product.name(), gradients.get("a"), gradients.get("b"));
    PlanBuilder builder = new PlanBuilder(graph);
    wanted.forEach(builder::output);
    try (Plan plan = builder.build()) {
      plan.run();
      return wanted.stream().map(name -> plan.output(name).dup()).toList();
    }
  }
}
