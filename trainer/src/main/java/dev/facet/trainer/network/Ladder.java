package dev.facet.trainer.network;

/** Which maps BLAN's classifiers read at the levels below the last (BLAN, table 4). */
public enum Ladder {
  /** The encoder's; there is no decoder. */
  ENCODER,
  /** The decoder's. */
  DECODER,
  /** Both, concatenated: the basic bi-directional ladder autoencoder, BLAE. */
  CONCATENATION,
  /** Both, interweaved by residual dual attention. */
  ATTENTION;

  /** Whether there is a decoder. */
  boolean decodes() {
    return this != ENCODER;
  }
}
