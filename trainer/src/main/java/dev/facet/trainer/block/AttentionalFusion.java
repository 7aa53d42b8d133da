package dev.facet.trainer.block;

import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Attentional feature fusion, {@code M(X + Y) X + (1 - M(X + Y)) Y} (Dai et al. 2021, eq. 4), where
 * the weights {@code M(F) = sigmoid(L(F) + G(F))} come from multi-scale channel attention (eq. 1 to
 * 3): a pointwise bottleneck at every position, and one of the mean over positions.
 *
 * @param name prefix of its parameters
 * @param reduction r, at least 1; AAFace does not say which its rival has
 */
public record AttentionalFusion(String name, int reduction) implements Integration {
  @Override
  public Features build(Layers layers, Features recognition, Features attributes) {
    Features sum = recognition.plus(attributes);
    Features local = new Bottleneck(name + ".local", 1, reduction).build(layers, sum);
    SDVariable mean = layers.globalMean(sum).reshape(-1, sum.channels(), 1, 1);
    Features global =
        new Bottleneck(name + ".global", 1, reduction)
            .build(layers, new Features(mean, sum.channels(), 1, 1));
    SDVariable weights = layers.graph().nn().sigmoid(local.variable().add(global.variable()));
    return Integration.mean(weights, recognition, attributes);
  }
}
