package dev.facet.trainer.block;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import dev.facet.trainer.plan.GradientCheck;
import dev.facet.trainer.plan.Plan;
import dev.facet.trainer.plan.PlanBuilder;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What every building block promises: in double precision its gradients, by its input and by each
 * of its parameters, agree with central differences to a relative error below 1e-5; and a block
 * that does the same in training and inference, having neither normalisation nor dropout, gives the
 * same numbers in both, though training may run kernels of its own.
 */
public interface BlockContract {

  /**
   * One block on one input.
   *
   * @param name of the case
   * @param batch N, at least 1
   * @param channels C
   * @param height H
   * @param width W
   * @param build adds the block to maps {@code [N, C, H, W]} and returns its output, of any shape
   */
  record Case(
      String name,
      int batch,
      int channels,
      int height,
      int width,
      BiFunction<Layers, Features, SDVariable> build) {}

  /** The block in each of its forms. */
  Stream<Case> cases();

  @TestFactory
  default Stream<DynamicTest> gradientsAgreeWithDifferences() {
    return cases()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.name(),
                    () ->
                        new GradientCheck(each.name().hashCode())
                            .check(
                                each.batch(),
                                new long[] {each.channels(), each.height(), each.width()},
                                (layers, x) ->
                                    each.build()
                                        .apply(
                                            layers,
                                            new Features(
                                                x,
                                                each.channels(),
                                                each.height(),
                                                each.width())))));
  }

  @TestFactory
  default Stream<DynamicTest> inferenceGivesTheSameNumbers() {
    return cases()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.name(),
                    () -> {
                      Layers training = layers(Mode.TRAINING, each);
                      boolean alike =
                          training.statistics().isEmpty() && training.dropouts().isEmpty();
                      Assumptions.assumeTrue(alike, "the block differs between its modes");
                      INDArray expected = output(training, each);
                      INDArray found = output(layers(Mode.INFERENCE, each), each);
                      assertThat(found.shape()).isEqualTo(expected.shape());
                      assertThat(found.sub(expected).amaxNumber().doubleValue()).isLessThan(1e-12);
                    }));
  }

  private static Layers layers(Mode mode, Case each) {
    Layers layers = new Layers(mode, DataType.DOUBLE);
    SDVariable x = layers.placeholder("input", each.channels(), each.height(), each.width());
    Features maps = new Features(x, each.channels(), each.height(), each.width());
    SDVariable output = each.build().apply(layers, maps);
    layers.graph().identity("output", output);
    return layers;
  }

  private static INDArray output(Layers layers, Case each) {
    Nd4j.getRandom().setSeed(17);
    PlanBuilder builder = new PlanBuilder(layers.graph()).output("output");
    builder.bind(
        "input",
        Nd4j.randn(DataType.DOUBLE, each.batch(), each.channels(), each.height(), each.width()));
    layers
        .parameters()
        .forEach(
            (name, parameter) ->
                builder.bind(name, Nd4j.randn(DataType.DOUBLE, parameter.extents())));
    try (Plan plan = builder.build()) {
      plan.run();
      return plan.output("output").dup();
    }
  }
}
