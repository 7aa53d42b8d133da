package dev.facet.trainer.block;

import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Role;
import dev.facet.trainer.graph.Start;
import dev.facet.trainer.rule.Rules;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * A classifier by angles: the logit of a person is the scaled cosine between the embedding and the
 * person's weights, both at length 1, {@code s cos(theta)}, and a margin makes the cosine of the
 * right person harder to raise (ArcFace, Deng et al. 2019, eq. 2 and 4).
 *
 * @param scale s, above 0
 * @param margin how the right person's cosine is lowered
 */
public record CosineHead(double scale, Margin margin) implements IdentityHead {
  /**
   * Checks the scale.
   *
   * @throws IllegalArgumentException if it is not above 0
   */
  public CosineHead {
    Rules.positive("scale", scale);
  }

  @Override
  public SDVariable logits(
      Layers layers,
      String name,
      SDVariable embedding,
      int width,
      SDVariable identities,
      int persons) {
    SDVariable weight =
        layers.parameter(name + ".weight", Role.WEIGHT, Start.linear(width), persons, width);
    SDVariable lengths = Normalise.lengths(layers, embedding);
    SDVariable cosines =
        layers
            .graph()
            .mmul(embedding.div(lengths), Normalise.rows(layers, weight), false, true, false);
    SDVariable own = cosines.mul(identities).sum(true, 1);
    SDVariable lowered = margin.lower(layers, name, own, layers.stopped(lengths));
    return cosines.add(identities.mul(lowered.sub(own))).mul(scale);
  }
}
