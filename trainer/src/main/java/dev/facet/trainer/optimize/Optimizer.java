package dev.facet.trainer.optimize;

import dev.facet.trainer.recipe.OptimizerSpec;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Changes the weights by their gradients. Decay is decoupled from the gradient and spares biases
 * and normalisation.
 */
public sealed interface Optimizer permits AdamW, Momentum {

  /**
   * One step.
   *
   * @param rate learning rate of this step
   * @param count how many steps there were before, 0 at first
   */
  void step(double rate, long count);

  /** What must be kept to go on later, in a fixed order. */
  List<MemorySegment> state();

  /**
   * The optimizer of a recipe.
   *
   * @param weights what it changes
   * @param gradients in the layout of the parameters
   */
  static Optimizer of(OptimizerSpec spec, WeightBlock weights, MemorySegment gradients) {
    return switch (spec.method()) {
      case SGD -> new Momentum(spec, weights, gradients);
      case ADAMW -> new AdamW(spec, weights, gradients);
    };
  }
}
