package dev.facet.trainer.fit;

import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Statistics;
import dev.facet.trainer.kernel.Memory;
import dev.facet.trainer.optimize.WeightBlock;
import dev.facet.trainer.plan.Plan;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * Keeps the running moments that inference normalises by: after each step they move a tenth of the
 * way to the batch's mean and unbiased variance (Ioffe and Szegedy 2015, section 3.1).
 */
final class RunningStatistics {
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;
  private static final float PACE = 0.1f;

  /** One normalisation's memory. */
  private record Link(
      int channels,
      double unbiased,
      MemorySegment mean,
      MemorySegment variance,
      MemorySegment batchMean,
      MemorySegment batchInverse) {}

  private final List<Link> links;

  RunningStatistics(List<Statistics> statistics, WeightBlock weights, Plan plan, int batch) {
    links =
        statistics.stream()
            .filter(Statistics::moves)
            .map(
                each -> {
                  double population = (double) batch * each.population();
                  return new Link(
                      each.channels(),
                      population / Math.max(1, population - 1),
                      Memory.of(weights.array(each.mean())),
                      Memory.of(weights.array(each.variance())),
                      Memory.of(plan.output(each.batchMean())),
                      Memory.of(plan.output(each.batchInverse())));
                })
            .toList();
  }

  void update() {
    for (Link link : links) {
      for (int c = 0; c < link.channels(); c++) {
        float inverse = link.batchInverse().getAtIndex(FLOAT, c);
        double variance = 1.0 / ((double) inverse * inverse) - Layers.EPSILON;
        move(link.mean(), c, link.batchMean().getAtIndex(FLOAT, c));
        move(link.variance(), c, (float) (Math.max(0, variance) * link.unbiased()));
      }
    }
  }

  private static void move(MemorySegment running, int index, float towards) {
    float now = running.getAtIndex(FLOAT, index);
    running.setAtIndex(FLOAT, index, now + PACE * (towards - now));
  }
}
