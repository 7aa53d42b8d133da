package dev.facet.trainer.optimize;

import dev.facet.trainer.recipe.OptimizerSpec;
import java.lang.foreign.MemorySegment;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * Stochastic gradient descent with momentum and decoupled decay (after Loshchilov and Hutter 2019,
 * algorithm 1, with decay scaled by the learning rate as PyTorch's AdamW does): {@code u = momentum
 * u + g}, {@code w -= rate (u + decay w)}.
 */
public final class Momentum implements Optimizer {
  private final OptimizerSpec spec;
  private final MemorySegment weights;
  private final MemorySegment gradients;
  private final MemorySegment velocity;
  private final Chunks chunks;

  /** An optimizer at rest. */
  public Momentum(OptimizerSpec spec, WeightBlock weights, Numbers.Host gradients) {
    this.spec = spec;
    this.weights = weights.values().saved();
    this.gradients = gradients.segment();
    this.velocity = weights.allocateTrainable().saved();
    this.chunks = new Chunks(weights.trainablePlaces());
  }

  @Override
  public void step(double rate, long count) {
    float momentum = (float) spec.momentum();
    float step = (float) rate;
    float decay = (float) (1 - rate * spec.weightDecay());
    chunks.each(
        chunk -> {
          float keep = chunk.decays() ? decay : 1;
          for (long i = chunk.begin(); i < chunk.end(); i += Lanes.SPECIES.length()) {
            VectorMask<Float> mask = Lanes.mask(i, chunk.end());
            FloatVector g = Lanes.load(gradients, i, mask);
            FloatVector u = Lanes.load(velocity, i, mask).mul(momentum).add(g);
            Lanes.store(u, velocity, i, mask);
            FloatVector w = Lanes.load(weights, i, mask).mul(keep).sub(u.mul(step));
            Lanes.store(w, weights, i, mask);
          }
        });
  }

  @Override
  public List<Numbers> state() {
    return List.of(new Numbers.Host(velocity));
  }
}
