package dev.facet.trainer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.trainer.graph.Kernels;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import dev.facet.trainer.graph.Parameter;
import dev.facet.trainer.kernel.JavaOperator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The contract of everything that is put into a training graph: in double precision its gradients
 * agree with central differences. The scalar that is differentiated is a weighted sum of the output
 * with fixed random weights, so no part of the output is treated alike.
 */
public final class GradientCheck {
  private static final double STEP = 1e-5;
  private static final double MOST = 1e-5;
  private static final int SAMPLES = 12;

  private final long seed;
  private SplittableRandom random;
  private List<String> frozen = List.of();

  /** A check whose numbers come from a seed, which a failure prints. */
  public GradientCheck(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  /** Checks with layers that do not learn, by everything else. */
  public GradientCheck freezing(String... paths) {
    frozen = List.of(paths);
    return this;
  }

  /**
   * Checks what is built on an input {@code [N, shapeOfOne...]}, by the input and by every
   * parameter, with Java operators and without.
   *
   * @param build adds operators to the layers and returns their output
   */
  public void check(
      int batch, long[] shapeOfOne, BiFunction<Layers, SDVariable, SDVariable> build) {
    for (Kernels kernels : Kernels.values()) {
      random = new SplittableRandom(seed);
      Layers layers = new Layers(Mode.TRAINING, DataType.DOUBLE, frozen, kernels);
      check(layers, batch, shapeOfOne, build);
    }
  }

  private void check(
      Layers layers,
      int batch,
      long[] shapeOfOne,
      BiFunction<Layers, SDVariable, SDVariable> build) {
    long[] shape = new long[shapeOfOne.length + 1];
    shape[0] = batch;
    System.arraycopy(shapeOfOne, 0, shape, 1, shapeOfOne.length);
    SDVariable input = layers.graph().var("input", Nd4j.zeros(DataType.DOUBLE, shape));
    SDVariable output = build.apply(layers, input);
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    arrays.put("input", normal(shape));
    for (Parameter parameter : layers.parameters().values()) {
      arrays.put(parameter.name(), normal(parameter.extents()));
    }
    layers
        .dropouts()
        .forEach((name, each) -> arrays.put(name, normal(new long[] {batch, each.width()})));
    INDArray weights = normal(shapeOf(layers, output, arrays));
    SDVariable loss =
        output.mul(layers.graph().constant("check.weights", weights)).sum("check.loss", false);
    compare(layers, loss.name(), arrays);
  }

  /** Checks a graph that has a scalar loss, by the given variables. */
  public void compare(Layers layers, String loss, Map<String, INDArray> arrays) {
    List<String> by =
        arrays.keySet().stream()
            .filter(name -> !layers.graph().getVariable(name).isPlaceHolder())
            .filter(name -> !layers.isFrozen(name))
            .toList();
    Map<String, String> names = Gradients.of(layers.graph(), loss, by);
    if (!layers.computesInJava()) {
      assertThat(layers.graph().ops())
          .as("operators without computesInJava()")
          .noneMatch(JavaOperator.class::isInstance);
    }
    PlanBuilder builder = new PlanBuilder(layers.graph()).output(loss);
    arrays.forEach(builder::bind);
    names.values().forEach(builder::output);
    try (Plan plan = builder.build()) {
      plan.run();
      Map<String, INDArray> analytic = new LinkedHashMap<>();
      names.forEach((name, gradient) -> analytic.put(name, plan.output(gradient).dup()));
      analytic.forEach((name, gradient) -> compare(plan, loss, name, arrays.get(name), gradient));
    }
  }

  private void compare(Plan plan, String loss, String name, INDArray values, INDArray gradient) {
    double scale = Math.max(1e-3, gradient.norm2Number().doubleValue());
    INDArray flat = values.reshape(values.length());
    for (int i = 0; i < SAMPLES; i++) {
      long at = random.nextLong(values.length());
      double before = flat.getDouble(at);
      double up = lossAt(plan, loss, flat, at, before + STEP);
      double down = lossAt(plan, loss, flat, at, before - STEP);
      flat.putScalar(at, before);
      double numeric = (up - down) / (2 * STEP);
      double found = gradient.reshape(gradient.length()).getDouble(at);
      assertThat(Math.abs(found - numeric) / scale)
          .as("gradient of %s[%d]: %s, by differences %s (seed %d)", name, at, found, numeric, seed)
          .isLessThan(MOST);
    }
  }

  private static double lossAt(Plan plan, String loss, INDArray flat, long at, double value) {
    flat.putScalar(at, value);
    plan.run();
    return plan.output(loss).getDouble(0);
  }

  private static long[] shapeOf(Layers layers, SDVariable output, Map<String, INDArray> arrays) {
    PlanBuilder builder = new PlanBuilder(layers.graph()).output(output.name());
    arrays.forEach(builder::bind);
    try (Plan plan = builder.build()) {
      return plan.output(output.name()).shape();
    }
  }

  private INDArray normal(long[] shape) {
    long length = 1;
    for (long extent : shape) {
      length *= extent;
    }
    double[] values = new double[Math.toIntExact(length)];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian();
    }
    return Nd4j.create(values, shape, DataType.DOUBLE);
  }
}
