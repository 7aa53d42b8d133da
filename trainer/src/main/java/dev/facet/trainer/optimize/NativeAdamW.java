package dev.facet.trainer.optimize;

import dev.facet.trainer.recipe.OptimizerSpec;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** {@link AdamW} of ND4J's operators on flat arrays. The gradients are overwritten by a step. */
public final class NativeAdamW implements Optimizer {
  private final OptimizerSpec spec;
  private final INDArray weights;
  private final INDArray gradients;
  private final Numbers first;
  private final Numbers second;
  private final INDArray m;
  private final INDArray v;
  private final Decay decay;

  /** An optimizer with moments at zero. */
  public NativeAdamW(OptimizerSpec spec, WeightBlock weights, Numbers.Flat gradients) {
    this.spec = spec;
    this.gradients = gradients.all();
    long length = this.gradients.length();
    this.weights = weights.values().array(0, List.of(length));
    this.first = weights.allocateTrainable();
    this.second = weights.allocateTrainable();
    this.m = first.array(0, List.of(length));
    this.v = second.array(0, List.of(length));
    this.decay = new Decay(weights, this.weights, spec.weightDecay());
  }

  @Override
  public void step(double rate, long count) {
    double rate1 = rate / (1 - Math.pow(spec.beta1(), count + 1.0));
    double root2 = Math.sqrt(1 - Math.pow(spec.beta2(), count + 1.0));
    m.muli(spec.beta1()).addi(gradients.mul(1 - spec.beta1()));
    v.muli(spec.beta2()).addi(gradients.muli(gradients).muli(1 - spec.beta2()));
    INDArray spread = Transforms.sqrt(gradients.assign(v), false);
    spread.divi(root2).addi(spec.epsilon());
    decay.apply(rate);
    weights.subi(spread.rdivi(m).muli(rate1));
  }

  @Override
  public List<Numbers> state() {
    return List.of(first, second);
  }
}
