package dev.facet.trainer.block;

import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * The residual dual attention module, RDAM (BLAN, section 3.2 and figure 2): encoder and decoder
 * maps are concatenated and brought to the encoder's width by a convolution, weighed by channel and
 * by position (eq. 2, 3), and the encoder's maps are added.
 *
 * <p>The text leaves the convolution's kernel open. It is 1x1: it has to mix two maps of one
 * position, and a 3x3 kernel alone would bring 1.4 million parameters at the paper's size. It is
 * linear, so it is computed as the sum of a convolution of each map and nothing is concatenated.
 *
 * @param name prefix of its parameters
 * @param order of the two kinds of attention
 * @param reduction of the channel attention's hidden layer, at least 1
 * @param kernel extent of the spatial attention's convolution, odd
 */
public record ResidualDualAttention(String name, AttentionOrder order, int reduction, int kernel) {

  /** Adds the module to maps of the same extents; the result has them too. */
  public Features build(Layers layers, Features encoded, Features decoded) {
    int channels = encoded.channels();
    Features fromEncoder = layers.convolution(name + ".encoded", encoded, channels, 1, 1);
    Features fromDecoder = layers.convolution(name + ".decoded", decoded, channels, 1, 1);
    return attended(layers, fromEncoder.plus(fromDecoder)).plus(encoded);
  }

  private Features attended(Layers layers, Features maps) {
    ChannelAttention channels = new ChannelAttention(name + ".channel", reduction);
    SpatialAttention positions = new SpatialAttention(name + ".spatial", kernel);
    return switch (order) {
      case CHANNEL_SPATIAL -> {
        Features weighed = Gates.byChannel(layers, maps, channels.build(layers, maps));
        yield Gates.byPosition(layers, weighed, positions.build(layers, weighed));
      }
      case SPATIAL_CHANNEL -> {
        Features weighed = Gates.byPosition(layers, maps, positions.build(layers, maps));
        yield Gates.byChannel(layers, weighed, channels.build(layers, weighed));
      }
      case PARALLEL -> {
        SDVariable byChannel = channels.build(layers, maps);
        SDVariable byPosition = positions.build(layers, maps);
        yield Gates.byPosition(layers, Gates.byChannel(layers, maps, byChannel), byPosition);
      }
    };
  }
}
