package dev.facet.trainer.network;

import dev.facet.trainer.augment.InputSpec;
import dev.facet.trainer.backbone.Backbone;
import dev.facet.trainer.backbone.BackboneSpec;
import dev.facet.trainer.block.Excitation;
import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import java.util.Optional;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * K sub-networks of one form on a shared backbone: each has a 1x1 convolution with normalisation
 * and rectifier and, unless it is a baseline's, a position-squeeze and excitation block. All are
 * one wide operator.
 *
 * <p>The kernel and the rectifier are those of the network that GAL's authors published. GAL's text
 * has "a layer of convolution, batchnorm", PSE's figure 4 says no more than "CONV".
 *
 * @param path prefix of the sub-networks' parameters
 * @param backbone what they share
 * @param count K
 * @param channels of each
 * @param excitation whether and how they weigh positions
 */
record Branches(
    String path, BackboneSpec backbone, int count, int channels, ExcitationForm excitation) {
  /**
   * What the sub-networks make.
   *
   * @param maps {@code [N, K * C, h, w]}, sub-network after sub-network
   * @param masks {@code [N, K, h, w]}, if they weigh positions
   */
  record Result(Features maps, Optional<SDVariable> masks) {}

  /** Adds backbone and sub-networks. */
  Result build(Layers layers, InputSpec input) {
    Backbone shared = backbone.backbone();
    Features wide = shared.build(layers, images(layers, input));
    wide = layers.convolution(path + ".conv", wide, count * channels, 1, 1);
    wide = layers.norm(path + ".norm", wide, true);
    Optional<Excitation> block = excitation.block(path + ".pse", count);
    if (block.isEmpty()) {
      return new Result(wide, Optional.empty());
    }
    Excitation.Result excited = block.get().build(layers, wide);
    return new Result(excited.excited(), Optional.of(excited.masks()));
  }

  /** The placeholder of the images, {@code [N, 3, H, W]}. */
  static Features images(Layers layers, InputSpec input) {
    return new Features(
        layers.placeholder(
            Tensors.IMAGES, InputSpec.CHANNELS, input.cropHeight(), input.cropWidth()),
        InputSpec.CHANNELS,
        input.cropHeight(),
        input.cropWidth());
  }
}
