package dev.facet.trainer.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.trainer.plan.Gradients;
import dev.facet.trainer.plan.Plan;
import dev.facet.trainer.plan.PlanBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The vector kernel against the formulas in double precision, which finite differences check. */
class FixedNormTest {
  @ParameterizedTest
  @CsvSource({"true,true,5,7", "true,false,4,8", "false,true,1,1", "false,false,16,16"})
  void vectorsAgreeWithTheFormulas(boolean relu, boolean residual, int height, int width) {
    Nd4j.getRandom().setSeed(52);
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    arrays.put("x", Nd4j.randn(DataType.FLOAT, 6, 3, height, width).mul(2).add(5));
    arrays.put("gamma", Nd4j.randn(DataType.FLOAT, 3));
    arrays.put("beta", Nd4j.randn(DataType.FLOAT, 3));
    arrays.put("mean", Nd4j.randn(DataType.FLOAT, 3).add(5));
    arrays.put("variance", Nd4j.rand(DataType.FLOAT, 3).add(0.5));
    if (residual) {
      arrays.put("add", Nd4j.randn(DataType.FLOAT, 6, 3, height, width));
    }
    INDArray weights = Nd4j.randn(DataType.FLOAT, 6, 3, height, width);
    List<INDArray> fast = run(DataType.FLOAT, relu, arrays, weights);
    List<INDArray> exact = run(DataType.DOUBLE, relu, arrays, weights);
    assertThat(fast).hasSize(residual ? 3 : 2);
    for (int i = 0; i < fast.size(); i++) {
      INDArray expected = exact.get(i);
      INDArray difference = fast.get(i).castTo(DataType.DOUBLE).sub(expected);
      double scale = Math.max(1, expected.amaxNumber().doubleValue());
      assertThat(difference.amaxNumber().doubleValue() / scale).as("result %d", i).isLessThan(1e-5);
    }
  }

  /** Output and the gradients by x and by the residual. */
  private static List<INDArray> run(
      DataType type, boolean relu, Map<String, INDArray> arrays, INDArray weights) {
    SameDiff graph = SameDiff.create();
    List<SDVariable> inputs = new ArrayList<>();
    arrays.forEach((name, array) -> inputs.add(graph.var(name, array.castTo(type))));
    SDVariable output =
        new FixedNorm(graph, relu, 1e-5, inputs.toArray(new SDVariable[0])).outputVariable();
    output.mul(graph.constant("weights", weights.castTo(type))).sum("loss", false);
    List<String> moving = arrays.containsKey("add") ? List.of("x", "add") : List.of("x");
    List<String> wanted = new ArrayList<>(List.of(output.name()));
    wanted.addAll(Gradients.of(graph, "loss", moving).values());
    PlanBuilder builder = new PlanBuilder(graph);
    wanted.forEach(builder::output);
    try (Plan plan = builder.build()) {
      plan.run();
      return wanted.stream().map(name -> plan.output(name).dup()).toList();
    }
  }
}
