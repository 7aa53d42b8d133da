package dev.facet.trainer.block;

import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.kernel.ChannelPools;
import dev.facet.trainer.kernel.PositionPools;
import org.nd4j.autodiff.samediff.SDVariable;

/** The two squeezes that attention looks at: means and maxima over positions or over channels. */
final class Pools {
  private Pools() {}

  /** Means and, after them, maxima over positions: {@code [N, C, H, W]} to {@code [N, 2, C]}. */
  static SDVariable overPositions(Layers layers, Features maps) {
    if (layers.computesInJava()) {
      return new PositionPools(layers.graph(), maps.variable()).outputVariable();
    }
    SDVariable means = layers.globalMean(maps);
    return layers.graph().stack(1, means, layers.globalMax(maps));
  }

  /** The mean and, after it, the maximum over channels: {@code [N, C, H, W]} to two maps. */
  static Features overChannels(Layers layers, Features maps) {
    SDVariable x = maps.variable();
    SDVariable pools =
        layers.computesInJava()
            ? new ChannelPools(layers.graph(), x).outputVariable()
            : layers.graph().concat(1, x.mean(true, 1), x.max(true, 1));
    return new Features(pools, 2, maps.height(), maps.width());
  }
}
