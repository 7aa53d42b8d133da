package dev.facet.trainer.block;

import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.kernel.ChannelGate;
import dev.facet.trainer.kernel.PositionGate;
import org.nd4j.autodiff.samediff.SDVariable;

/** Maps times attention's weights. */
final class Gates {
  private Gates() {}

  /** Maps {@code [N, C, H, W]} times weights {@code [N, C]}. */
  static Features byChannel(Layers layers, Features maps, SDVariable weights) {
    return maps.with(
        layers.computesInJava()
            ? new ChannelGate(layers.graph(), maps.variable(), weights).outputVariable()
            : maps.variable().mul(weights.reshape(-1, maps.channels(), 1, 1)));
  }

  /** Maps {@code [N, C, H, W]} times weights {@code [N, 1, H, W]}. */
  static Features byPosition(Layers layers, Features maps, SDVariable weights) {
    return maps.with(
        layers.computesInJava()
            ? new PositionGate(layers.graph(), maps.variable(), weights).outputVariable()
            : maps.variable().mul(weights));
  }
}
