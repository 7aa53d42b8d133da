package dev.facet.trainer.study;

import dev.facet.trainer.evaluate.Metrics;
import java.util.OptionalDouble;

/** What a study's column holds, all in 0..1. */
public enum Measure {
  /** Mean accuracy over the attributes. */
  ACCURACY("accuracy"),
  /** Mean over the attributes of the mean of true positive and true negative rate. */
  BALANCED("balanced accuracy"),
  /** Mean over the attributes of the area under the precision-recall curve. */
  PRECISION("average precision");

  private final String heading;

  Measure(String heading) {
    this.heading = heading;
  }

  /** How the column is called. */
  public String heading() {
    return heading;
  }

  /** The number of one run, absent if it cannot be measured there. */
  public OptionalDouble of(Metrics metrics) {
    return switch (this) {
      case ACCURACY -> OptionalDouble.of(metrics.means().accuracy());
      case BALANCED -> metrics.means().balancedAccuracy();
      case PRECISION -> metrics.means().averagePrecision();
    };
  }
}
