package dev.facet.trainer.block;

import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.plan.GradientCheck;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * What every building block promises: in double precision its gradients, by its input and by each
 * of its parameters, agree with central differences to a relative error below 1e-5.
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
}
