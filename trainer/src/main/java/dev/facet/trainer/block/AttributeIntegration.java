package dev.facet.trainer.block;

import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Attribute-aware attentional integration, AAI (AAFace, section 2.2 and figure 2): {@code F_fused =
 * M_s (M_c F_FR) + (1 - M_s) ((1 - M_c) F_SB)} (eq. 3), where both weights have the full shape of
 * the maps.
 *
 * <p>The channel weights look at the sum of both maps, as those of Dai et al. 2021 do; the text
 * says only "the input feature map". The sum's mean and maximum over positions go through one
 * shared bottleneck, a pointwise bottleneck looks at every position, and what the two give, added
 * and broadcast over positions, passes a sigmoid. (The text calls what is pooled the local context
 * and the maps the global one, the reverse of Dai et al. 2021.)
 *
 * <p>The spatial weights look at the mean of both maps that the channel weights weigh: their mean
 * and their maximum over channels go through a 7x7 convolution to one map, a bottleneck of 3x3
 * convolutions looks at all channels, and the sum of the two, broadcast over channels, passes a
 * sigmoid. The text gives no kernels; 7 is that of Woo et al. 2018, whose pools these are.
 *
 * @param name prefix of its parameters
 * @param reduction r, at least 1
 */
public record AttributeIntegration(String name, int reduction) implements Integration {
  private static final int KERNEL = 7;

  @Override
  public Features build(Layers layers, Features recognition, Features attributes) {
    SDVariable channel = channelWeights(layers, recognition.plus(attributes));
    Features known = recognition.with(channel.mul(recognition.variable()));
    Features added = attributes.with(channel.rsub(1).mul(attributes.variable()));
    SDVariable spatial = spatialWeights(layers, known.plus(added));
    return Integration.mean(spatial, known, added);
  }

  private SDVariable channelWeights(Layers layers, Features maps) {
    SDVariable pooled =
        new ChannelAttention(name + ".channel.pooled", reduction)
            .logits(layers, maps)
            .reshape(-1, maps.channels(), 1, 1);
    Features pointwise =
        new Bottleneck(name + ".channel.pointwise", 1, reduction).build(layers, maps);
    return layers.graph().nn().sigmoid(pointwise.variable().add(pooled));
  }

  private SDVariable spatialWeights(Layers layers, Features maps) {
    SDVariable pooled = new SpatialAttention(name + ".spatial.pooled", KERNEL).logits(layers, maps);
    Features convolved = new Bottleneck(name + ".spatial.all", 3, reduction).build(layers, maps);
    return layers.graph().nn().sigmoid(convolved.variable().add(pooled));
  }
}
