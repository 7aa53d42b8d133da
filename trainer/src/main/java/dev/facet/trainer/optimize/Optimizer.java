package dev.facet.trainer.optimize;

import dev.facet.trainer.recipe.OptimizerSpec;
import java.util.List;

/**
 * Changes the weights by their gradients. Decay is decoupled from the gradient and spares biases
 * and normalisation.
 */
public sealed interface Optimizer permits AdamW, Momentum, NativeAdamW, NativeMomentum {

  /**
   * One step.
   *
   * @param rate learning rate of this step
   * @param count how many steps there were before, 0 at first
   */
  void step(double rate, long count);

  /** What must be kept to go on later, in a fixed order. */
  List<Numbers> state();

  /**
   * The optimizer of a recipe.
   *
   * @param weights what it changes
   * @param gradients in the layout of the parameters
   */
  static Optimizer of(OptimizerSpec spec, WeightBlock weights, Numbers gradients) {
    return switch (gradients) {
      case Numbers.Host host ->
          switch (spec.method()) {
            case SGD -> new Momentum(spec, weights, host);
            case ADAMW -> new AdamW(spec, weights, host);
          };
      case Numbers.Flat flat ->
          switch (spec.method()) {
            case SGD -> new NativeMomentum(spec, weights, flat);
            case ADAMW -> new NativeAdamW(spec, weights, flat);
          };
    };
  }
}
