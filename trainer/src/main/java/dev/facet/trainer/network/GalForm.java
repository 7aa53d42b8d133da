package dev.facet.trainer.network;

/** The systems of GAL's table 2. */
public enum GalForm {
  /** The feature learning net alone. */
  BASELINE("gal-baseline"),
  /** The correlation learning net on a feature learning net that was trained before (GAL-c). */
  CASCADED("gal-c"),
  /** Both at once, each with a loss of its own (GAL-j). */
  JOINT("gal-j"),
  /** As both at once, with an affinity by groups of attributes instead of a learnt one (GAL-p). */
  PRIOR("gal-p");

  private final String label;

  GalForm(String label) {
    this.label = label;
  }

  /** How the paper calls it. */
  public String label() {
    return label;
  }

  /** Whether the feature learning net learns. */
  boolean learnsFeatures() {
    return this != CASCADED;
  }

  /** Whether there is a correlation learning net. */
  boolean correlates() {
    return this != BASELINE;
  }
}
