package dev.facet.trainer.block;

import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Statistics;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The running mean and deviation of one number that every face has, as they were before the batch
 * that is being looked at.
 *
 * @param pace which part of the way to the batch's moments they move, above 0 and up to 1
 * @param firstMean the mean before the first batch
 * @param firstVariance the variance before it
 */
record RunningMoments(double pace, double firstMean, double firstVariance) {
  /**
   * What the block gives.
   *
   * @param mean {@code [1]}
   * @param deviation {@code [1]}
   */
  record Result(SDVariable mean, SDVariable deviation) {}

  /**
   * Adds the moments to a training graph; in a frozen part they stay as they are.
   *
   * @param values {@code [N, 1]}, without gradient
   */
  Result build(Layers layers, String name, SDVariable values) {
    SameDiff graph = layers.graph();
    SDVariable mean = kept(layers, name + ".mean", firstMean);
    SDVariable variance = kept(layers, name + ".variance", firstVariance);
    String batchMean = "";
    String batchInverse = "";
    if (!layers.isFrozen(name)) {
      SDVariable middle = values.mean(false, 0);
      SDVariable distance = values.sub(middle);
      SDVariable spread = distance.mul(distance).mean(false, 0).add(Layers.EPSILON);
      batchMean = middle.name();
      batchInverse = graph.math().reciprocal(graph.math().sqrt(spread)).name();
    }
    layers.keep(
        new Statistics(
            mean.name(),
            variance.name(),
            1,
            1,
            pace,
            firstMean,
            firstVariance,
            batchMean,
            batchInverse));
    return new Result(mean, graph.math().sqrt(variance));
  }

  private static SDVariable kept(Layers layers, String name, double first) {
    return layers.graph().constant(name, Nd4j.valueArrayOf(new long[] {1}, first, layers.type()));
  }
}
