package dev.facet.trainer.graph;

/** What a parameter does, which decides how it starts and whether weight decay touches it. */
public enum Role {
  /** A convolution's or a linear map's weight; decays. */
  WEIGHT(true),
  /** An additive constant; spared by weight decay. */
  BIAS(false),
  /** A normalisation's factor (gamma); spared by weight decay. */
  SCALE(false),
  /** A normalisation's offset (beta); spared by weight decay. */
  SHIFT(false);

  private final boolean decays;

  Role(boolean decays) {
    this.decays = decays;
  }

  /** Whether weight decay applies. */
  public boolean decays() {
    return decays;
  }
}
