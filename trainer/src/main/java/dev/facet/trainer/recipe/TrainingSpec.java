package dev.facet.trainer.recipe;

import dev.facet.trainer.augment.EpochOrder;
import dev.facet.trainer.augment.FaceOrder;
import dev.facet.trainer.augment.IdentityOrder;
import dev.facet.trainer.augment.Sampling;
import dev.facet.trainer.data.Example;
import dev.facet.trainer.rule.Rules;
import java.util.List;

/**
 * How long a run is and what makes it repeatable.
 *
 * @param epochs passes over the training faces
 * @param batchSize faces in a step
 * @param seed of first weights, order, variation and dropout
 * @param averaging memory of the exponential moving average of the weights that the run ends with,
 *     in 0..1 without 1; 0 ends with the weights themselves
 * @param sampling how the faces of an epoch are chosen
 * @param facesPerIdentity faces of each person in a batch, where persons are sampled; then the
 *     batch size is a multiple of it
 */
public record TrainingSpec(
    int epochs,
    int batchSize,
    long seed,
    double averaging,
    Sampling sampling,
    int facesPerIdentity) {
  /**
   * Checks every field.
   *
   * @throws IllegalArgumentException if one breaks its rule
   */
  public TrainingSpec {
    Rules.atLeastOne("epochs", epochs);
    Rules.atLeastOne("batchSize", batchSize);
    Rules.share("averaging", averaging);
    Rules.atLeastOne("facesPerIdentity", facesPerIdentity);
    if (sampling == Sampling.IDENTITIES && batchSize % facesPerIdentity != 0) {
      throw new IllegalArgumentException(
          "batchSize must be a multiple of facesPerIdentity, found %d and %d"
              .formatted(batchSize, facesPerIdentity));
    }
  }

  /** The same with another seed. */
  public TrainingSpec withSeed(long other) {
    return new TrainingSpec(epochs, batchSize, other, averaging, sampling, facesPerIdentity);
  }

  /**
   * The order in which a run shows those faces.
   *
   * @throws dev.facet.trainer.data.DataException if there are too few persons for the sampling
   */
  public FaceOrder order(List<Example> faces) {
    return switch (sampling) {
      case UNIFORM -> new EpochOrder(seed, faces.size());
      case IDENTITIES ->
          new IdentityOrder(seed, faces, batchSize / facesPerIdentity, facesPerIdentity);
    };
  }
}
