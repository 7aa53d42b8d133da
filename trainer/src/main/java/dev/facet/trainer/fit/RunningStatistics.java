package dev.facet.trainer.fit;

import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Statistics;
import dev.facet.trainer.kernel.Memory;
import dev.facet.trainer.optimize.Numbers;
import dev.facet.trainer.optimize.WeightBlock;
import dev.facet.trainer.plan.Plan;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Keeps the running moments, such as those that inference normalises by: after each step they move
 * a part of the way, their pace, to the batch's mean and unbiased variance.
 */
sealed interface RunningStatistics {
  /** After a step. */
  void update();

  /** The moments of a plan's normalisations, in the block of their network's weights. */
  static RunningStatistics of(
      List<Statistics> statistics, WeightBlock weights, Plan plan, int batch) {
    List<Link> links =
        statistics.stream()
            .filter(Statistics::moves)
            .map(
                each -> {
                  double population = (double) batch * each.population();
                  return new Link(
                      (float) each.pace(),
                      population / Math.max(1, population - 1),
                      weights.array(each.mean()),
                      weights.array(each.variance()),
                      plan.output(each.batchMean()),
                      plan.output(each.batchInverse()));
                })
            .toList();
    return switch (weights.values()) {
      case Numbers.Host host -> new InJava(links.stream().map(InJava.Segments::of).toList());
      case Numbers.Flat flat -> new InArrays(links);
    };
  }

  /**
   * One normalisation's memory.
   *
   * @param pace which part of the way a step takes the moments
   * @param unbiased what turns the batch's variance into an unbiased estimate
   * @param batchInverse {@code 1 / sqrt(biased variance + epsilon)}
   */
  record Link(
      float pace,
      double unbiased,
      INDArray mean,
      INDArray variance,
      INDArray batchMean,
      INDArray batchInverse) {}

  /** Computed in Java on the processor's memory. */
  record InJava(List<Segments> all) implements RunningStatistics {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

    /** The memory of a link's arrays, which the link keeps alive. */
    record Segments(
        Link link,
        MemorySegment mean,
        MemorySegment variance,
        MemorySegment batchMean,
        MemorySegment batchInverse) {
      static Segments of(Link link) {
        return new Segments(
            link,
            Memory.of(link.mean()),
            Memory.of(link.variance()),
            Memory.of(link.batchMean()),
            Memory.of(link.batchInverse()));
      }
    }

    @Override
    public void update() {
      for (Segments each : all) {
        for (int c = 0; c < each.link().mean().length(); c++) {
          float inverse = each.batchInverse().getAtIndex(FLOAT, c);
          double variance = 1.0 / ((double) inverse * inverse) - Layers.EPSILON;
          move(each, each.mean(), c, each.batchMean().getAtIndex(FLOAT, c));
          move(each, each.variance(), c, (float) (Math.max(0, variance) * each.link().unbiased()));
        }
      }
    }

    private static void move(Segments each, MemorySegment running, int index, float towards) {
      float now = running.getAtIndex(FLOAT, index);
      running.setAtIndex(FLOAT, index, now + each.link().pace() * (towards - now));
    }
  }

  /** Computed by ND4J wherever its arrays are. */
  record InArrays(List<Link> links) implements RunningStatistics {
    @Override
    public void update() {
      for (Link link : links) {
        INDArray variance = Transforms.pow(link.batchInverse(), -2).subi(Layers.EPSILON);
        move(link, link.mean(), link.batchMean());
        move(link, link.variance(), Transforms.max(variance, 0, false).muli(link.unbiased()));
      }
    }

    private static void move(Link link, INDArray running, INDArray towards) {
      running.muli(1 - link.pace()).addi(towards.mul(link.pace()));
    }
  }
}
