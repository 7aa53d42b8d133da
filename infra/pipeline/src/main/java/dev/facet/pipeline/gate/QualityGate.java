package dev.facet.pipeline.gate;

import dev.facet.pipeline.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.BinomialTest;

/**
 * Whether a new model reads faces as well as the served one; both have judged the same faces.
 *
 * <p>A loss on one attribute is told from chance by McNemar's exact test (the faces that one model
 * reads right and the other wrong are as likely to be the one's as the other's), one-sided, with
 * Bonferroni's correction for the number of attributes.
 */
public final class QualityGate {
  private final Settings.Gate settings;

  /** By these settings. */
  public QualityGate(Settings.Gate settings) {
    this.settings = settings;
  }

  /**
   * Compares.
   *
   * @param candidate the new model's evaluation
   * @param served the served model's on the same faces, if one is served
   */
  public Verdict judge(Evaluation candidate, Optional<Evaluation> served) {
    List<Row> rows = new ArrayList<>();
    rows.add(mean(candidate, served));
    rows.add(majority(candidate));
    List<String> attributes =
        candidate.said().attributes().stream()
            .filter(name -> served.map(one -> one.said().attributes().contains(name)).orElse(true))
            .toList();
    for (String attribute : attributes) {
      served.ifPresent(one -> rows.add(attribute(attribute, candidate, one, attributes.size())));
    }
    settings.floors().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(floor -> rows.add(floor(floor.getKey(), floor.getValue(), candidate)));
    served.ifPresent(one -> rows.addAll(new GroupGate(settings).judge(candidate, one, attributes)));
    served.ifPresent(one -> rows.add(calibration(candidate, one)));
    return new Verdict("Quality", rows);
  }

  private Row mean(Evaluation candidate, Optional<Evaluation> served) {
    double is = candidate.metrics().means().accuracy();
    double was = served.map(one -> one.metrics().means().accuracy()).orElse(0.0);
    return Row.of(
        "mean accuracy",
        served.isPresent() ? Figures.percent(was) : "",
        Figures.percent(is),
        "loses at most " + Figures.percent(settings.meanAccuracyDrop()),
        is >= was - settings.meanAccuracyDrop(),
        "The new model reads %s of the answers right where the served one reads %s (%s): at most %s may be lost."
            .formatted(
                Figures.percent(is),
                Figures.percent(was),
                Figures.points(is - was),
                Figures.percent(settings.meanAccuracyDrop())));
  }

  private Row majority(Evaluation candidate) {
    double is = candidate.metrics().means().accuracy();
    double guess = candidate.metrics().means().majorityAccuracy();
    return Row.of(
        "gain over guessing",
        "",
        Figures.points(is - guess),
        "more than " + Figures.points(settings.gainOverMajority()),
        is - guess > settings.gainOverMajority(),
        "The new model reads %s right, and always guessing the more frequent answer %s: it must be more than %s better."
            .formatted(
                Figures.percent(is),
                Figures.percent(guess),
                Figures.percent(settings.gainOverMajority())));
  }

  private Row attribute(String name, Evaluation candidate, Evaluation served, int tests) {
    double is = candidate.attribute(name).accuracy();
    double was = served.attribute(name).accuracy();
    double drop = was - is;
    double p = chance(served.right(name), candidate.right(name));
    boolean fails =
        drop > settings.attributeDropAtMost()
            || (drop > settings.attributeDrop() && p * tests < settings.significance());
    return Row.of(
        name,
        Figures.percent(was),
        Figures.percent(is),
        "loses at most %s, or %s by chance"
            .formatted(
                Figures.percent(settings.attributeDrop()),
                Figures.percent(settings.attributeDropAtMost())),
        !fails,
        "%s is read right on %s of the faces where the served model reads %s (%s, p = %s by McNemar's test)."
            .formatted(
                name,
                Figures.percent(is),
                Figures.percent(was),
                Figures.points(-drop),
                Figures.number(p)));
  }

  private static Row floor(String name, double least, Evaluation candidate) {
    if (!candidate.said().attributes().contains(name)) {
      return Row.of(
          name + ", floor",
          "",
          "",
          Figures.percent(least),
          false,
          "gate.floors names %s, which the model does not read.".formatted(name));
    }
    double is = candidate.attribute(name).accuracy();
    return Row.of(
        name + ", floor",
        "",
        Figures.percent(is),
        "at least " + Figures.percent(least),
        is >= least,
        "%s is read right on %s of the faces, below its floor of %s."
            .formatted(name, Figures.percent(is), Figures.percent(least)));
  }

  private Row calibration(Evaluation candidate, Evaluation served) {
    double is = candidate.metrics().means().calibrationError();
    double was = served.metrics().means().calibrationError();
    return Row.of(
        "calibration error",
        Figures.percent(was),
        Figures.percent(is),
        "rises by at most " + Figures.percent(settings.calibrationRise()),
        is <= was + settings.calibrationRise(),
        "Probabilities are off by %s on average where the served model's are by %s: at most %s more is allowed."
            .formatted(
                Figures.percent(is),
                Figures.percent(was),
                Figures.percent(settings.calibrationRise())));
  }

  private static double chance(boolean[] served, boolean[] candidate) {
    int lost = 0;
    int won = 0;
    for (int i = 0; i < served.length; i++) {
      lost += served[i] && !candidate[i] ? 1 : 0;
      won += !served[i] && candidate[i] ? 1 : 0;
    }
    return lost + won == 0
        ? 1
        : BinomialTest.withDefaults()
            .with(AlternativeHypothesis.GREATER_THAN)
            .test(lost + won, lost, 0.5)
            .getPValue();
  }
}
