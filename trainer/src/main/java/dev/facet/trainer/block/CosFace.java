package dev.facet.trainer.block;

import dev.facet.trainer.graph.Layers;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A margin on the cosine, {@code cos(theta) - m} (CosFace, Wang et al. 2018, eq. 4).
 *
 * @param margin m, in 0..1.5
 */
public record CosFace(double margin) implements Margin {
  /**
   * Checks the margin.
   *
   * @throws IllegalArgumentException if it is out of its range
   */
  public CosFace {
    Margin.require(margin);
  }

  @Override
  public SDVariable lower(Layers layers, String name, SDVariable cosines, SDVariable lengths) {
    return cosines.sub(margin);
  }
}
