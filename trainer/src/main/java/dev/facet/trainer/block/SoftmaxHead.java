package dev.facet.trainer.block;

import dev.facet.trainer.graph.Layers;
import org.nd4j.autodiff.samediff.SDVariable;

/** A linear classifier with bias, without any margin (ArcFace, Deng et al. 2019, eq. 1). */
public record SoftmaxHead() implements IdentityHead {
  @Override
  public SDVariable logits(
      Layers layers,
      String name,
      SDVariable embedding,
      int width,
      SDVariable identities,
      int persons) {
    return layers.linear(name, embedding, width, persons);
  }
}
