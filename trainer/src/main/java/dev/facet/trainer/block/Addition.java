package dev.facet.trainer.block;

import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;

/** The sum of both maps, {@code F_FR + F_SB} (AAFace, table 2). */
public record Addition() implements Integration {
  @Override
  public Features build(Layers layers, Features recognition, Features attributes) {
    return recognition.plus(attributes);
  }
}
