package dev.facet.trainer.block;

/** How channel and spatial attention follow each other (BLAN, section 4.2 and table 5). */
public enum AttentionOrder {
  /** Channels first; positions are weighed by what that leaves. */
  CHANNEL_SPATIAL,
  /** Positions first; channels are weighed by what that leaves. */
  SPATIAL_CHANNEL,
  /**
   * Both see the same maps, which are multiplied by both weights. The text says only that the two
   * can "be paralleled" (section 3.2); the product of both is Facet's reading, which keeps what
   * either order multiplies by and takes away that one looks at what the other leaves.
   */
  PARALLEL
}
