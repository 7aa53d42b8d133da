package dev.facet.trainer.augment;

/** How the faces of an epoch are chosen. */
public enum Sampling {
  /** Every face once, see {@link EpochOrder}. */
  UNIFORM,
  /** Every person equally often, see {@link IdentityOrder}. */
  IDENTITIES
}
