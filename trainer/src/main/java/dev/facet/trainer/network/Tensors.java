package dev.facet.trainer.network;

/** The names of the variables by which a network is fed and read, the same for all networks. */
public final class Tensors {
  /** Placeholder of the images, {@code [N, 3, H, W]}, normalised. */
  public static final String IMAGES = "images";

  /** Placeholder of the attributes' labels, {@code [N, A]}, 0 or 1. */
  public static final String LABELS = "labels";

  /** Placeholder of the identities, {@code [N, I]}: 1 at the person's place, 0 elsewhere. */
  public static final String IDENTITIES = "identities";

  /** Output: the attributes' probabilities, {@code [N, A]}, in 0..1. */
  public static final String PROBABILITIES = "probabilities";

  /**
   * Output for analysis, never served: probabilities by the level that answers, {@code [N, K, A]}.
   */
  public static final String LEVELS = "levels";

  /** Output: what identifies a face, {@code [N, D]}, of length 1. */
  public static final String EMBEDDING = "embedding";

  /** Output: attention over positions, {@code [N, G, h, w]}, in 0..1. */
  public static final String MASKS = "masks";

  /** Output: attention over attributes, {@code [N, A, A]}, rows of sum 1. */
  public static final String AFFINITY = "affinity";

  /** The scalar that training lowers. */
  public static final String LOSS = "loss";

  private Tensors() {}
}
