package dev.facet.trainer.study;

import dev.facet.trainer.evaluate.MeanMetrics;
import dev.facet.trainer.evaluate.Metrics;
import dev.facet.trainer.evaluate.verification.TarAtFar;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** What a study's column holds, all in 0..1. */
public enum Measure {
  /** Mean accuracy over the attributes. */
  ACCURACY("accuracy"),
  /** Mean over the attributes of the mean of true positive and true negative rate. */
  BALANCED("balanced accuracy"),
  /** Mean over the attributes of the area under the precision-recall curve. */
  PRECISION("average precision"),
  /** Area under the ROC curve over pairs of faces. */
  AREA("area under ROC"),
  /** The rate at which as many pairs are wrongly accepted as wrongly rejected. */
  EQUAL_ERROR("equal error rate"),
  /** True accept rate where one pair of strangers in ten is accepted. */
  TAR_1("TAR@FAR 1e-1"),
  /** The same, one in a hundred. */
  TAR_2("TAR@FAR 1e-2"),
  /** The same, one in a thousand. */
  TAR_3("TAR@FAR 1e-3"),
  /** The same, one in ten thousand. */
  TAR_4("TAR@FAR 1e-4"),
  /** The same, one in a hundred thousand. */
  TAR_5("TAR@FAR 1e-5");

  private final String heading;

  Measure(String heading) {
    this.heading = heading;
  }

  /** How the column is called. */
  public String heading() {
    return heading;
  }

  /** The number of one run, absent if it cannot be measured there. */
  public OptionalDouble of(Judged run) {
    return switch (this) {
      case ACCURACY -> number(run.attributes().map(metrics -> metrics.means().accuracy()));
      case BALANCED -> mean(run, MeanMetrics::balancedAccuracy);
      case PRECISION -> mean(run, MeanMetrics::averagePrecision);
      case AREA -> number(run.persons().map(metrics -> metrics.areaUnderCurve()));
      case EQUAL_ERROR -> number(run.persons().map(metrics -> metrics.equalError().rate()));
      case TAR_1 -> accepted(run, 1e-1);
      case TAR_2 -> accepted(run, 1e-2);
      case TAR_3 -> accepted(run, 1e-3);
      case TAR_4 -> accepted(run, 1e-4);
      case TAR_5 -> accepted(run, 1e-5);
    };
  }

  private static OptionalDouble mean(Judged run, Function<MeanMetrics, OptionalDouble> of) {
    return run.attributes().map(Metrics::means).map(of).orElse(OptionalDouble.empty());
  }

  private static OptionalDouble number(Optional<Double> value) {
    return value.isPresent() ? OptionalDouble.of(value.get()) : OptionalDouble.empty();
  }

  private static OptionalDouble accepted(Judged run, double rate) {
    return run.persons().stream()
        .flatMap(metrics -> metrics.tarAtFar().stream())
        .filter(each -> Math.abs(each.falseAcceptRate() / rate - 1) < 0.01)
        .findFirst()
        .map(TarAtFar::trueAcceptRate)
        .orElse(OptionalDouble.empty());
  }
}
