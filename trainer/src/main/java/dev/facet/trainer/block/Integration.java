package dev.facet.trainer.block;

import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * How the maps that recognise a person and those that know attributes become one (AAFace, section
 * 2.2 and table 2). Both have the same extents, and so has the result.
 */
public sealed interface Integration
    permits Addition, AttentionalFusion, AttributeIntegration, Concatenation, ExcitedAddition {

  /**
   * Adds the block.
   *
   * @param recognition {@code F_FR}, {@code [N, C, H, W]}
   * @param attributes {@code F_SB}, {@code [N, C, H, W]}
   */
  Features build(Layers layers, Features recognition, Features attributes);

  /** The weighted mean {@code w a + (1 - w) b}; weights in 0..1, of the maps' full shape. */
  static Features mean(SDVariable weights, Features a, Features b) {
    SDVariable difference = a.variable().sub(b.variable());
    return a.with(b.variable().add(weights.mul(difference)));
  }
}
