package dev.facet.trainer.block;

import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.rule.Rules;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A margin that goes by the quality of the picture, for which the embedding's length stands
 * (AdaFace, Kim et al. 2022, section 3.3): {@code cos(theta + angle) - difference} with {@code
 * angle = -m q} and {@code difference = m q + m}, where the quality {@code q} is the length in
 * standard deviations from its running mean, times the concentration h and clipped to -1..1. At -1
 * this is ArcFace, at 0 CosFace, and at 1 a negative angle with twice the difference.
 *
 * <p>As in the published code of its authors lengths are clipped to 0.001..100, begin with a mean
 * of 20 and a deviation of 100, and move by a hundredth with each batch; the angle stays in
 * 0.001..pi - 0.001. Unlike there the variance moves instead of the deviation, and a batch is
 * judged by the moments of those before it.
 *
 * @param margin m in radians and as a difference of cosines, in 0..1.5
 * @param concentration h, above 0
 */
public record AdaFace(double margin, double concentration) implements Margin {
  private static final double LEAST = 1e-3;
  private static final double LONGEST = 100;
  private static final RunningMoments LENGTHS = new RunningMoments(0.01, 20, 100 * 100);

  /**
   * Checks both numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public AdaFace {
    Margin.require(margin);
    Rules.positive("concentration", concentration);
  }

  @Override
  public SDVariable lower(Layers layers, String name, SDVariable cosines, SDVariable lengths) {
    SDVariable quality = quality(layers, name + ".lengths", lengths);
    SDVariable inside = layers.graph().clipByValue(cosines, LEAST - 1, 1 - LEAST);
    SDVariable angle = layers.graph().math().acos(inside).sub(quality.mul(margin));
    SDVariable clipped = layers.graph().clipByValue(angle, LEAST, Math.PI - LEAST);
    return layers.graph().math().cos(clipped).sub(quality.mul(margin).add(margin));
  }

  private SDVariable quality(Layers layers, String name, SDVariable lengths) {
    SDVariable safe = layers.graph().clipByValue(lengths, LEAST, LONGEST);
    RunningMoments.Result moments = LENGTHS.build(layers, name, safe);
    SDVariable distance = safe.sub(moments.mean()).div(moments.deviation().add(LEAST));
    return layers.graph().clipByValue(distance.mul(concentration), -1, 1);
  }
}
