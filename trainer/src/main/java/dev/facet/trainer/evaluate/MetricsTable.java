package dev.facet.trainer.evaluate;

import java.util.Locale;
import java.util.OptionalDouble;

/** Metrics as text for a terminal of 100 columns: a row for each attribute, the means below. */
public final class MetricsTable {
  private static final int WIDEST_NAME = 26;
  private static final String NUMBERS = "%9s %10s %10s %8s %10s %11s %8s";

  private MetricsTable() {}

  /** The table, lines ending in LF; accuracies, fractions and errors in percent. */
  public static String of(Metrics metrics) {
    int width =
        Math.max(
            "attribute".length(),
            metrics.attributes().stream()
                .mapToInt(row -> shortened(row.attribute()).length())
                .max()
                .orElseThrow());
    StringBuilder out = new StringBuilder();
    line(
        out,
        width,
        "attribute",
        "present",
        "accuracy",
        "majority",
        "gain",
        "balanced",
        "avg. prec.",
        "ECE");
    String rule = "-".repeat(width + String.format(Locale.ROOT, NUMBERS, fill()).length());
    out.append(rule).append('\n');
    for (AttributeMetrics row : metrics.attributes()) {
      line(
          out,
          width,
          shortened(row.attribute()),
          percent(row.prevalence()),
          percent(row.accuracy()),
          percent(row.majorityAccuracy()),
          signed(row.gain()),
          percent(row.balancedAccuracy()),
          percent(row.averagePrecision()),
          percent(row.calibrationError()));
    }
    out.append(rule).append('\n');
    MeanMetrics means = metrics.means();
    line(
        out,
        width,
        "mean",
        "",
        percent(means.accuracy()),
        percent(means.majorityAccuracy()),
        signed(means.gain()),
        percent(means.balancedAccuracy()),
        percent(means.averagePrecision()),
        percent(means.calibrationError()));
    return out.append('\n').append(notes(metrics)).toString();
  }

  private static String notes(Metrics metrics) {
    MeanMetrics means = metrics.means();
    StringBuilder notes = new StringBuilder();
    notes.append(
        String.format(
            Locale.ROOT,
            "%,d images, all numbers in percent. Mean accuracy %s%s, majority %s.\n",
            metrics.images(),
            percent(means.accuracy()),
            means.accuracyStandardError().isPresent()
                ? " +/- " + percent(means.accuracyStandardError())
                : "",
            percent(means.majorityAccuracy())));
    if (means.accuracyStandardError().isPresent()) {
      notes.append("+/-: the standard error over images.\n");
    }
    notes.append(
        "Majority: always the class more frequent in %s. ECE: expected calibration error.\n"
            .formatted(metrics.majoritySource().words()));
    leftOut(notes, "Average precision", metrics, means.withAveragePrecision());
    leftOut(notes, "Balanced accuracy", metrics, means.withBalancedAccuracy());
    return notes.toString();
  }

  private static void leftOut(StringBuilder notes, String what, Metrics metrics, int with) {
    int without = metrics.attributes().size() - with;
    if (without > 0) {
      notes.append(
          String.format(
              Locale.ROOT,
              "%s is undefined (-) for %d of the attributes, which its mean leaves out.\n",
              what,
              without));
    }
  }

  private static void line(StringBuilder out, int width, String name, Object... cells) {
    out.append(name)
        .repeat(' ', width - name.length())
        .append(String.format(Locale.ROOT, NUMBERS, cells))
        .append('\n');
  }

  private static Object[] fill() {
    return new Object[] {"", "", "", "", "", "", ""};
  }

  private static String shortened(String name) {
    return name.length() <= WIDEST_NAME ? name : name.substring(0, WIDEST_NAME - 2) + "..";
  }

  private static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.2f", 100 * fraction);
  }

  private static String percent(OptionalDouble fraction) {
    return fraction.isPresent() ? percent(fraction.getAsDouble()) : "-";
  }

  private static String signed(double fraction) {
    return String.format(Locale.ROOT, "%+.2f", 100 * fraction);
  }
}
