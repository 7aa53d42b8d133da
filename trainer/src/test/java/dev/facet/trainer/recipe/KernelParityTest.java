package dev.facet.trainer.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.trainer.data.CelebaAttribute;
import dev.facet.trainer.graph.Kernels;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import dev.facet.trainer.graph.Parameter;
import dev.facet.trainer.graph.Statistics;
import dev.facet.trainer.network.Subjects;
import dev.facet.trainer.network.Tensors;
import dev.facet.trainer.plan.Gradients;
import dev.facet.trainer.plan.Plan;
import dev.facet.trainer.plan.PlanBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A step of every kind of network is the same with Facet's operators and with ND4J's. */
class KernelParityTest {
  private static final long SEED = 81;
  private static final int BATCH = 8;
  private static final Subjects SUBJECTS =
      new Subjects(Stream.of(CelebaAttribute.values()).map(CelebaAttribute::label).toList(), 12);

  /** The first small recipe of each kind of network. */
  static List<String> recipes() {
    Map<String, String> byNetwork = new LinkedHashMap<>();
    for (String name : Recipes.BUILT_IN) {
      Recipe recipe = Recipes.find(name, Map.of());
      if (name.endsWith("-small")) {
        byNetwork.putIfAbsent(recipe.network().label(), name);
      }
    }
    return List.copyOf(byNetwork.values());
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void lossAndGradientsAgreeInDoublePrecision(String name) {
    assertAgree(name, DataType.DOUBLE, 1e-6, 1e-8);
  }

  /** Rectifiers and pools that decide otherwise after rounding leave traces in a few gradients. */
  @ParameterizedTest
  @MethodSource("recipes")
  void lossAndGradientsAgreeInSinglePrecision(String name) {
    assertAgree(name, DataType.FLOAT, 5e-2, 5e-5);
  }

  private static void assertAgree(String name, DataType type, double relative, double ofAll) {
    Recipe recipe = Recipes.find(name, Map.of("input.cropWidth", "48", "input.cropHeight", "64"));
    Map<String, INDArray> java = step(recipe, type, Kernels.JAVA);
    Map<String, INDArray> stock = step(recipe, type, Kernels.NATIVE);
    assertThat(stock.keySet()).isEqualTo(java.keySet());
    double all = java.values().stream().mapToDouble(KernelParityTest::length).max().orElseThrow();
    java.forEach(
        (key, array) ->
            assertThat(length(array.sub(stock.get(key))))
                .as("difference in %s of length %f (seed %d)", key, length(array), SEED)
                .isLessThan(relative * length(array) + ofAll * all));
  }

  private static double length(INDArray array) {
    return array.norm2Number().doubleValue();
  }

  /** The loss and the gradient by every parameter that learns. */
  private static Map<String, INDArray> step(Recipe recipe, DataType type, Kernels kernels) {
    Layers layers = new Layers(Mode.TRAINING, type, recipe.start().frozen(), kernels);
    recipe.network().over(recipe.input(), SUBJECTS).build(layers);
    Map<String, String> gradients = Gradients.of(layers.graph(), Tensors.LOSS, layers.trainable());
    PlanBuilder builder = new PlanBuilder(layers.graph()).output(Tensors.LOSS);
    gradients.values().forEach(builder::output);
    SplittableRandom random = new SplittableRandom(SEED);
    for (SDVariable each : placeholders(layers)) {
      builder.bind(each.name(), input(each, random).castTo(type));
    }
    for (Parameter parameter : layers.parameters().values()) {
      float[] numbers = new float[(int) parameter.length()];
      parameter.start().fill(numbers, random.nextLong());
      builder.bind(parameter.name(), Nd4j.create(numbers, parameter.extents()).castTo(type));
    }
    for (Statistics each : layers.statistics()) {
      if (layers.graph().hasVariable(each.mean())) {
        builder.bind(each.mean(), filled(type, each.channels(), each.firstMean()));
        builder.bind(each.variance(), filled(type, each.channels(), each.firstVariance()));
      }
    }
    Map<String, INDArray> found = new LinkedHashMap<>();
    try (Plan plan = builder.build()) {
      plan.run();
      found.put(Tensors.LOSS, plan.output(Tensors.LOSS).dup());
      gradients.forEach((of, gradient) -> found.put(of, plan.output(gradient).dup()));
    }
    return found;
  }

  private static INDArray filled(DataType type, int channels, double value) {
    return Nd4j.zeros(type, channels).assign(value);
  }

  private static List<SDVariable> placeholders(Layers layers) {
    return layers.graph().variables().stream()
        .filter(SDVariable::isPlaceHolder)
        .sorted((one, other) -> one.name().compareTo(other.name()))
        .toList();
  }

  private static INDArray input(SDVariable placeholder, SplittableRandom random) {
    long[] shape = placeholder.getShape().clone();
    shape[0] = BATCH;
    int width = 1;
    for (int i = 1; i < shape.length; i++) {
      width *= (int) shape[i];
    }
    float[] numbers = new float[BATCH * width];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] =
          switch (placeholder.name()) {
            case Tensors.IMAGES -> (float) random.nextGaussian();
            case Tensors.LABELS -> random.nextInt(2);
            case Tensors.IDENTITIES -> 0;
            // a mask of dropout
            default -> random.nextInt(5) == 0 ? 0 : 1.25f;
          };
    }
    if (placeholder.name().equals(Tensors.IDENTITIES)) {
      for (int i = 0; i < BATCH; i++) {
        numbers[i * width + i % width] = 1;
      }
    }
    return Nd4j.create(numbers, shape);
  }
}
