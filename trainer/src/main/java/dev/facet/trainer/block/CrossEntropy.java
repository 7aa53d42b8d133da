package dev.facet.trainer.block;

import dev.facet.trainer.graph.Layers;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Losses of classifiers, from logits, stable for logits of any size. Written from primitives: the
 * loss operators of SameDiff ignore the gradient that arrives from above.
 */
public final class CrossEntropy {
  private CrossEntropy() {}

  /**
   * Binary cross-entropy, {@code max(z, 0) - z t + log(1 + exp(-|z|))}, for each number.
   *
   * @param logits any shape
   * @param targets 0 or 1, of the same shape
   */
  public static SDVariable binary(Layers layers, SDVariable logits, SDVariable targets) {
    SameDiff graph = layers.graph();
    SDVariable positive = graph.nn().relu(logits, 0);
    SDVariable softening = graph.math().log1p(graph.math().exp(graph.math().abs(logits).neg()));
    return positive.sub(logits.mul(targets)).add(softening);
  }

  /** The binary cross-entropies of {@code [N, A]}: means over the faces, summed over attributes. */
  public static SDVariable ofAttributes(Layers layers, SDVariable logits, SDVariable labels) {
    return binary(layers, logits, labels).mean(false, 0).sum(false, 0);
  }

  /**
   * The same with a weight for each attribute (AAFace, eq. 1).
   *
   * @param weights as many as there are attributes
   */
  public static SDVariable ofAttributes(
      Layers layers, SDVariable logits, SDVariable labels, List<Double> weights) {
    INDArray factors =
        Nd4j.create(weights.stream().mapToDouble(Double::doubleValue).toArray())
            .castTo(layers.type());
    return binary(layers, logits, labels)
        .mean(false, 0)
        .mul(layers.graph().constant(factors))
        .sum(false, 0);
  }

  /**
   * Cross-entropy of one class in I, a mean over the faces.
   *
   * @param logits {@code [N, I]}
   * @param target {@code [N, I]}, rows with a single 1
   */
  public static SDVariable ofClasses(Layers layers, SDVariable logits, SDVariable target) {
    SDVariable most = layers.stopped(logits.max(true, 1));
    SDVariable shifted = logits.sub(most);
    SDVariable total = layers.graph().math().log(layers.graph().math().exp(shifted).sum(false, 1));
    return total.sub(shifted.mul(target).sum(false, 1)).mean(false, 0);
  }
}
