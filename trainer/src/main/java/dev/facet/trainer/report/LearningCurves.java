package dev.facet.trainer.report;

import dev.facet.trainer.evaluate.EpochRow;
import dev.facet.trainer.report.LineChart.Point;
import dev.facet.trainer.report.LineChart.Series;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Loss, validation accuracy and learning rate over the epochs. */
final class LearningCurves {
  private LearningCurves() {}

  /** The charts that have something to show, side by side; nothing without epochs. */
  static String html(List<EpochRow> epochs) {
    StringBuilder out = new StringBuilder("<div class=\"charts\">\n");
    List<Series> losses =
        List.of(
            series(
                "training, all terms", "first", epochs, row -> OptionalDouble.of(row.trainLoss())),
            series("validation, attributes", "second", epochs, EpochRow::validationLoss));
    append(out, "Loss", losses);
    append(
        out,
        "Mean accuracy on validation, percent",
        List.of(
            series(
                "validation accuracy",
                "first",
                epochs,
                row -> percent(row.validationMeanAccuracy()))));
    append(
        out,
        "Verification on validation, percent",
        List.of(
            series(
                "area under the ROC curve",
                "first",
                epochs,
                row -> percent(row.validationVerification()))));
    append(
        out,
        "Learning rate at the end of each epoch",
        List.of(
            series(
                "learning rate", "first", epochs, row -> OptionalDouble.of(row.learningRate()))));
    return out.append("</div>\n").toString();
  }

  private static OptionalDouble percent(OptionalDouble share) {
    return share.isPresent() ? OptionalDouble.of(100 * share.getAsDouble()) : share;
  }

  private static void append(StringBuilder out, String title, List<Series> all) {
    List<Series> shown = all.stream().filter(each -> !each.points().isEmpty()).toList();
    if (!shown.isEmpty()) {
      out.append(new LineChart(title, shown).figure());
    }
  }

  /** Values that are not finite, as the loss of a run that diverged, leave a gap. */
  private static Series series(
      String name, String style, List<EpochRow> epochs, Function<EpochRow, OptionalDouble> value) {
    List<Point> points =
        epochs.stream()
            .filter(row -> Double.isFinite(value.apply(row).orElse(Double.NaN)))
            .map(row -> new Point(row.epoch(), value.apply(row).getAsDouble()))
            .toList();
    return new Series(name, style, points);
  }
}
