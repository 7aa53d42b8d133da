package dev.facet.trainer.network;

/**
 * A network of sub-networks on a shared backbone.
 *
 * @param form which network it is
 * @param backbone what the sub-networks share
 * @param branchChannels channels of each sub-network, at least 1
 * @param dropout share of the pooled features that a training step leaves out, in 0..1 without 1
 */
public record NetworkSpec(Form form, BackboneSpec backbone, int branchChannels, double dropout) {
  /** Whether sub-networks look at places. */
  public enum Form {
    /** Each sub-network with a position-squeeze and excitation block, form (b) of the paper. */
    PSE,
    /** The same sub-networks without it: the paper's baseline. */
    BASELINE
  }

  /**
   * Checks every field.
   *
   * @throws IllegalArgumentException if one breaks its rule
   */
  public NetworkSpec {
    if (branchChannels < 1) {
      throw new IllegalArgumentException(
          "branchChannels must be positive, found " + branchChannels);
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("dropout must be in 0..1 without 1, found " + dropout);
    }
  }
}
