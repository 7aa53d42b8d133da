package dev.facet.trainer.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.facet.trainer.plan.Gradients;
import dev.facet.trainer.plan.Plan;
import dev.facet.trainer.plan.PlanBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class NormalisationTest {
  private static final long SEED = 31;

  @ParameterizedTest
  @ValueSource(strings = {"", "n"})
  void bothFormsOfATrainingNormAgreeInSinglePrecision(String frozen) {
    Map<String, INDArray> java = computed(Kernels.JAVA, frozen);
    Map<String, INDArray> stock = computed(Kernels.NATIVE, frozen);
    assertThat(stock.keySet()).isEqualTo(java.keySet());
    java.forEach(
        (name, array) -> {
          float[] expected = array.ravel().toFloatVector();
          float[] found = stock.get(name).ravel().toFloatVector();
          for (int i = 0; i < expected.length; i++) {
            assertThat(found[i])
                .as("%s[%d] (seed %d)", name, i, SEED)
                .isCloseTo(expected[i], within(1e-4f * (1 + Math.abs(expected[i]))));
          }
        });
  }

  /** The output, the batch's moments and all gradients of a norm with residual and rectifier. */
  private static Map<String, INDArray> computed(Kernels kernels, String frozen) {
    Layers layers = new Layers(Mode.TRAINING, DataType.FLOAT, List.of(frozen), kernels);
    SDVariable x = layers.graph().var("x", Nd4j.zeros(DataType.FLOAT, 4, 6, 7, 5));
    SDVariable r = layers.graph().var("r", Nd4j.zeros(DataType.FLOAT, 4, 6, 7, 5));
    Features input = new Features(x, 6, 7, 5);
    SDVariable y = layers.norm("n", input, true, Optional.of(input.with(r))).variable();
    SDVariable weights = layers.placeholder("w", 6, 7, 5);
    SDVariable loss = y.mul(weights).sum("loss", false);
    SplittableRandom random = new SplittableRandom(SEED);
    PlanBuilder builder = new PlanBuilder(layers.graph()).output(y.name());
    builder.bind("w", normal(random, 0, 1, 4, 6, 7, 5));
    builder.bind("x", normal(random, 3, 2, 4, 6, 7, 5));
    builder.bind("r", normal(random, 0, 1, 4, 6, 7, 5));
    builder.bind("n.scale", normal(random, 1, 0.5, 6));
    builder.bind("n.shift", normal(random, 0, 0.5, 6));
    List<String> by = new ArrayList<>(List.of("x", "r"));
    Map<String, String> wanted = new HashMap<>(Map.of("y", y.name()));
    Statistics moments = layers.statistics().getFirst();
    if (moments.moves()) {
      by.addAll(layers.trainable());
      wanted.put("mean", moments.batchMean());
      wanted.put("inverse", moments.batchInverse());
    } else {
      builder.bind("n.mean", normal(random, 3, 0.5, 6));
      builder.bind("n.variance", Nd4j.ones(DataType.FLOAT, 6).mul(4));
    }
    wanted.putAll(Gradients.of(layers.graph(), loss.name(), by));
    wanted.values().forEach(builder::output);
    Map<String, INDArray> results = new HashMap<>();
    try (Plan plan = builder.build()) {
      plan.run();
      wanted.forEach((key, name) -> results.put(key, plan.output(name).dup()));
    }
    return results;
  }

  private static INDArray normal(
      SplittableRandom random, double mean, double deviation, long... shape) {
    float[] values = new float[(int) Nd4j.createUninitialized(DataType.FLOAT, shape).length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian(mean, deviation);
    }
    return Nd4j.create(values, shape);
  }
}
