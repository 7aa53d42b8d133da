package dev.facet.trainer.block;

import dev.facet.trainer.graph.Layers;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A margin on the angle, {@code cos(theta + m)} (ArcFace, Deng et al. 2019, eq. 3). Beyond {@code
 * theta = pi - m}, where that would rise again, it goes on as {@code cos(theta) - m sin(m)}, as in
 * the published code of its authors.
 *
 * @param margin m in radians, in 0..1.5
 */
public record ArcFace(double margin) implements Margin {
  /**
   * Checks the margin.
   *
   * @throws IllegalArgumentException if it is out of its range
   */
  public ArcFace {
    Margin.require(margin);
  }

  @Override
  public SDVariable lower(Layers layers, String name, SDVariable cosines, SDVariable lengths) {
    SDVariable turned =
        cosines.mul(Math.cos(margin)).sub(Margin.sine(layers, cosines).mul(Math.sin(margin)));
    SDVariable beyond = cosines.sub(margin * Math.sin(margin));
    SDVariable within = within(layers, cosines);
    return within.mul(turned).add(within.rsub(1).mul(beyond));
  }

  /** 1 where {@code theta < pi - m}, else 0; {@code [N, 1]}, without gradient. */
  private SDVariable within(Layers layers, SDVariable cosines) {
    SDVariable distance = layers.stopped(cosines).sub(Math.cos(Math.PI - margin));
    return layers.graph().nn().relu(layers.graph().math().sign(distance), 0);
  }
}
