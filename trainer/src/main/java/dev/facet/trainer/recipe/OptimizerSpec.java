package dev.facet.trainer.recipe;

import dev.facet.trainer.rule.Rules;

/**
 * How gradients change the weights.
 *
 * @param method which rule
 * @param learningRate the highest rate, which the schedule scales
 * @param weightDecay decoupled decay per unit of learning rate; biases and normalisation are spared
 * @param momentum of SGD, in 0..1 without 1
 * @param beta1 AdamW's memory of the gradient, in 0..1 without 1
 * @param beta2 AdamW's memory of its square, in 0..1 without 1
 * @param epsilon AdamW's guard against division by zero
 */
public record OptimizerSpec(
    Method method,
    double learningRate,
    double weightDecay,
    double momentum,
    double beta1,
    double beta2,
    double epsilon) {
  /** The rules that there are. */
  public enum Method {
    /** Stochastic gradient descent with momentum and decoupled decay. */
    SGD,
    /** Adam with decoupled weight decay (Loshchilov and Hutter 2019). */
    ADAMW
  }

  /**
   * Checks every field.
   *
   * @throws IllegalArgumentException if one breaks its rule
   */
  public OptimizerSpec {
    Rules.positive("learningRate", learningRate);
    Rules.notNegative("weightDecay", weightDecay);
    Rules.share("momentum", momentum);
    Rules.share("beta1", beta1);
    Rules.share("beta2", beta2);
    Rules.positive("epsilon", epsilon);
    if (learningRate * weightDecay >= 1) {
      throw new IllegalArgumentException(
          "learningRate times weightDecay must be below 1, or decay turns weights over, found "
              + learningRate * weightDecay);
    }
  }
}
