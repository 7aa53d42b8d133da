package dev.facet.trainer.optimize;

import dev.facet.trainer.recipe.OptimizerSpec;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@link Momentum} of ND4J's operators on flat arrays. */
public final class NativeMomentum implements Optimizer {
  private final OptimizerSpec spec;
  private final INDArray weights;
  private final INDArray gradients;
  private final Numbers velocity;
  private final INDArray u;
  private final Decay decay;

  /** An optimizer at rest. */
  public NativeMomentum(OptimizerSpec spec, WeightBlock weights, Numbers.Flat gradients) {
    this.spec = spec;
    this.gradients = gradients.all();
    long length = this.gradients.length();
    this.weights = weights.values().array(0, List.of(length));
    this.velocity = weights.allocateTrainable();
    this.u = velocity.array(0, List.of(length));
    this.decay = new Decay(weights, this.weights, spec.weightDecay());
  }

  @Override
  public void step(double rate, long count) {
    u.muli(spec.momentum()).addi(gradients);
    decay.apply(rate);
    weights.subi(u.mul(rate));
  }

  @Override
  public List<Numbers> state() {
    return List.of(velocity);
  }
}
