package dev.facet.trainer.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.trainer.plan.Gradients;
import dev.facet.trainer.plan.Plan;
import dev.facet.trainer.plan.PlanBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The contract of an operator written in Java that stands for native ones: in double precision it
 * and its gradients equal theirs, and in single precision it and its gradients agree with itself in
 * double precision.
 */
final class KernelCheck {
  /** Adds operators on inputs and returns their output. */
  interface Form {
    SDVariable build(SameDiff graph, List<SDVariable> inputs);
  }

  private final long seed;
  private final SplittableRandom random;
  private final List<long[]> shapes = new ArrayList<>();

  /** A check whose numbers come from a seed, which a failure prints. */
  KernelCheck(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  /** Adds an input of normal numbers. */
  KernelCheck input(long... shape) {
    shapes.add(shape);
    return this;
  }

  /** Compares the two forms. */
  void compare(Form java, Form stock) {
    List<INDArray> inputs = shapes.stream().map(this::normal).toList();
    INDArray exact = run(DataType.DOUBLE, stock, inputs, Nd4j.scalar(1.0)).getFirst();
    INDArray weights = normal(exact.shape());
    List<INDArray> expected = run(DataType.DOUBLE, stock, inputs, weights);
    List<INDArray> written = run(DataType.DOUBLE, java, inputs, weights);
    agree("in double precision", written, expected, 1e-12);
    agree("in single precision", run(DataType.FLOAT, java, inputs, weights), expected, 1e-5);
  }

  private void agree(String how, List<INDArray> found, List<INDArray> expected, double most) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.size(); i++) {
      INDArray wanted = expected.get(i);
      assertThat(found.get(i).shape()).isEqualTo(wanted.shape());
      double scale = Math.max(1, wanted.amaxNumber().doubleValue());
      INDArray difference = found.get(i).castTo(DataType.DOUBLE).sub(wanted);
      assertThat(difference.amaxNumber().doubleValue() / scale)
          .as("%s %s (seed %d)", i == 0 ? "output" : "gradient of input " + (i - 1), how, seed)
          .isLessThan(most);
    }
  }

  /** The output and the gradient of its weighted sum by every input. */
  private static List<INDArray> run(
      DataType type, Form form, List<INDArray> inputs, INDArray weights) {
    SameDiff graph = SameDiff.create();
    Map<String, SDVariable> variables = new LinkedHashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      variables.put("x" + i, graph.var("x" + i, inputs.get(i).castTo(type)));
    }
    SDVariable output = form.build(graph, List.copyOf(variables.values()));
    output.mul(graph.constant("weights", weights.castTo(type))).sum("loss", false);
    Map<String, String> gradients = Gradients.of(graph, "loss", variables.keySet());
    List<String> wanted = new ArrayList<>(List.of(output.name()));
    wanted.addAll(gradients.values());
    PlanBuilder builder = new PlanBuilder(graph);
    wanted.forEach(builder::output);
    try (Plan plan = builder.build()) {
      plan.run();
      return wanted.stream().map(name -> plan.output(name).dup()).toList();
    }
  }

  private INDArray normal(long... shape) {
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
