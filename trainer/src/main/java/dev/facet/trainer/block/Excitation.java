package dev.facet.trainer.block;

import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.kernel.PositionGate;
import dev.facet.trainer.kernel.PositionMean;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Position-squeeze and excitation for K branches at once (PSE, section 3.2): each branch's maps
 * {@code [C, h, w]} are averaged over channels at every position (eq. 1), two layers and a sigmoid
 * turn that into a mask over positions (eq. 2), and the maps are multiplied by it (eq. 3).
 */
public sealed interface Excitation permits ConvolutionalExcitation, DenseExcitation {

  /**
   * What the block makes.
   *
   * @param excited the maps under their masks, {@code [N, K * C, h, w]}
   * @param masks {@code [N, K, h, w]}, in 0..1
   */
  record Result(Features excited, SDVariable masks) {}

  /** K. */
  int branches();

  /**
   * The mask's logits from the squeezed maps.
   *
   * @param squeezed {@code [N, K, h, w]}
   * @param channels of one branch, C
   * @return {@code [N, K, h, w]}
   */
  SDVariable logits(Layers layers, Features squeezed, int channels);

  /** Adds the block to maps {@code [N, K * C, h, w]}, branch after branch. */
  default Result build(Layers layers, Features maps) {
    int channels = maps.channels() / branches();
    SDVariable mean =
        layers.computesInJava()
            ? new PositionMean(layers.graph(), maps.variable(), branches()).outputVariable()
            : grouped(maps).mean(false, 2).reshape(-1, branches(), maps.height(), maps.width());
    Features squeezed = new Features(mean, branches(), maps.height(), maps.width());
    SDVariable masks = layers.graph().nn().sigmoid(logits(layers, squeezed, channels));
    SDVariable excited =
        layers.computesInJava()
            ? new PositionGate(layers.graph(), maps.variable(), masks).outputVariable()
            : grouped(maps)
                .mul(masks.reshape(-1, branches(), 1, maps.plane()))
                .reshape(-1, maps.channels(), maps.height(), maps.width());
    return new Result(maps.with(excited), masks);
  }

  /** {@code [N, K, C, h * w]}. */
  private SDVariable grouped(Features maps) {
    return maps.variable().reshape(-1, branches(), maps.channels() / branches(), maps.plane());
  }
}
