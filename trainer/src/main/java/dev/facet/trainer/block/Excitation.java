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
   * @param excited the maps under their masks, {@code [N, K, C, h * w]}
   * @param masks {@code [N, K, h, w]}, in 0..1
   */
  record Result(SDVariable excited, SDVariable masks) {}

  /** K. */
  int branches();

  /**
   * The mask's logits from the squeezed maps.
   *
   * @param squeezed {@code [N, K, h * w]}
   * @param extents of one branch: its channels, h and w
   * @return {@code [N, K, 1, h * w]}
   */
  SDVariable logits(Layers layers, SDVariable squeezed, Features extents);

  /** Adds the block to maps {@code [N, K * C, h, w]}, branch after branch. */
  default Result build(Layers layers, Features maps) {
    int channels = maps.channels() / branches();
    SDVariable grouped = maps.variable().reshape(-1, branches(), channels, maps.plane());
    SDVariable squeezed =
        layers.computesInJava()
            ? new PositionMean(layers.graph(), grouped).outputVariable()
            : grouped.mean(false, 2);
    Features extents = new Features(grouped, channels, maps.height(), maps.width());
    SDVariable mask = layers.graph().nn().sigmoid(logits(layers, squeezed, extents));
    SDVariable excited =
        layers.computesInJava()
            ? new PositionGate(layers.graph(), grouped, mask).outputVariable()
            : grouped.mul(mask);
    return new Result(excited, mask.reshape(-1, branches(), maps.height(), maps.width()));
  }
}
