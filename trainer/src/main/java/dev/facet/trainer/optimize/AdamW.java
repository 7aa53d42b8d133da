package dev.facet.trainer.optimize;

import dev.facet.trainer.recipe.OptimizerSpec;
import java.lang.foreign.MemorySegment;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * Adam with decoupled weight decay (after Loshchilov and Hutter 2019, algorithm 2, with decay
 * scaled by the learning rate as PyTorch does): {@code m = b1 m + (1 - b1) g}, {@code v = b2 v + (1
 * - b2) g^2}, {@code w -= rate (m' / (sqrt(v') + epsilon) + decay w)}, with m' and v' the moments
 * corrected for their start at zero.
 */
public final class AdamW implements Optimizer {
  private final OptimizerSpec spec;
  private final MemorySegment weights;
  private final MemorySegment gradients;
  private final MemorySegment first;
  private final MemorySegment second;
  private final Chunks chunks;

  /** An optimizer with moments at zero. */
  public AdamW(OptimizerSpec spec, WeightBlock weights, Numbers.Host gradients) {
    this.spec = spec;
    this.weights = weights.values().saved();
    this.gradients = gradients.segment();
    this.first = weights.allocateTrainable().saved();
    this.second = weights.allocateTrainable().saved();
    this.chunks = new Chunks(weights.trainablePlaces());
  }

  @Override
  public void step(double rate, long count) {
    float b1 = (float) spec.beta1();
    float b2 = (float) spec.beta2();
    float rate1 = (float) (rate / (1 - Math.pow(spec.beta1(), count + 1.0)));
    float root2 = (float) Math.sqrt(1 - Math.pow(spec.beta2(), count + 1.0));
    float epsilon = (float) spec.epsilon();
    float decay = (float) (1 - rate * spec.weightDecay());
    chunks.each(
        chunk -> {
          float keep = chunk.decays() ? decay : 1;
          for (long i = chunk.begin(); i < chunk.end(); i += Lanes.SPECIES.length()) {
            VectorMask<Float> mask = Lanes.mask(i, chunk.end());
            FloatVector g = Lanes.load(gradients, i, mask);
            FloatVector m = Lanes.load(first, i, mask).mul(b1).add(g.mul(1 - b1));
            FloatVector v = Lanes.load(second, i, mask).mul(b2).add(g.mul(g).mul(1 - b2));
            Lanes.store(m, first, i, mask);
            Lanes.store(v, second, i, mask);
            FloatVector move = m.mul(rate1).div(v.sqrt().div(root2).add(epsilon));
            Lanes.store(Lanes.load(weights, i, mask).mul(keep).sub(move), weights, i, mask);
          }
        });
  }

  @Override
  public List<Numbers> state() {
    return List.of(new Numbers.Host(first), new Numbers.Host(second));
  }
}
