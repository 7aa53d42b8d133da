package dev.facet.trainer.report;

import static dev.facet.trainer.report.Html.count;
import static dev.facet.trainer.report.Html.escape;
import static dev.facet.trainer.report.Html.percent;
import static dev.facet.trainer.report.Html.signed;

import dev.facet.trainer.evaluate.MeanMetrics;
import dev.facet.trainer.evaluate.Metrics;
import dev.facet.trainer.evaluate.verification.TarAtFar;
import dev.facet.trainer.evaluate.verification.VerificationMetrics;
import java.util.Locale;
import java.util.OptionalDouble;

/** The head of the page: what it is about, and the numbers to remember. */
final class ReportSummary {
  private static final String LEAD = " class=\"lead\"";

  /** Up to this share of the more frequent kind, accuracy over pairs says something. */
  private static final double BALANCED = 0.6;

  private ReportSummary() {}

  static String html(ReportModel model) {
    StringBuilder out = new StringBuilder();
    out.append("<h1>").append(escape(model.title())).append("</h1>\n");
    model.judgement().attributes().ifPresent(metrics -> attributes(out, model, metrics));
    model.judgement().verification().ifPresent(metrics -> verification(out, model, metrics));
    return out.toString();
  }

  private static void attributes(StringBuilder out, ReportModel model, Metrics metrics) {
    MeanMetrics means = metrics.means();
    OptionalDouble error = means.accuracyStandardError();
    out.append(
        String.format(
            Locale.ROOT,
            "<p class=\"faint\">%s faces of the partition %s, %d attributes. All numbers are"
                + " percent.</p>\n<ul class=\"tiles\">\n",
            count(metrics.images()),
            escape(model.partition()),
            metrics.attributes().size()));
    lead(
        out,
        "Mean accuracy",
        percent(means.accuracy()),
        error.isPresent() ? "± " + percent(error) + " standard error" : "");
    tile(out, "Majority baseline", percent(means.majorityAccuracy()), "always the likelier class");
    tile(out, "Gain", signed(means.gain()), "accuracy above majority");
    tile(out, "Balanced accuracy", percent(means.balancedAccuracy()), "both classes alike");
    tile(out, "Average precision", percent(means.averagePrecision()), "ranking of faces");
    tile(out, "Calibration error", percent(means.calibrationError()), "0 is honest");
    out.append("</ul>\n");
  }

  private static void verification(
      StringBuilder out, ReportModel model, VerificationMetrics metrics) {
    out.append(
        String.format(
            Locale.ROOT,
            "<p class=\"faint\">%s pairs of one person and %s of two (%s). All numbers are"
                + " percent.</p>\n<ul class=\"tiles\">\n",
            count(metrics.samePairs()),
            count(metrics.differentPairs()),
            escape(model.partition())));
    // where nearly all pairs are of one kind, guessing that kind is as accurate as anything
    boolean balanced = metrics.majorityAccuracy() < BALANCED;
    if (balanced) {
      accuracy(out, LEAD, metrics);
    }
    boolean led = balanced && metrics.accuracy().isPresent();
    tile(
        out,
        led ? "" : LEAD,
        "Area under the curve",
        percent(metrics.areaUnderCurve()),
        "ranking of pairs; 50 by chance");
    tile(out, "Equal error rate", percent(metrics.equalError().rate()), "0 is perfect");
    for (TarAtFar each : metrics.tarAtFar()) {
      tile(
          out,
          "TAR at FAR " + VerificationSection.rate(each.falseAcceptRate()),
          percent(each.trueAcceptRate()),
          each.trueAcceptRate().isPresent() ? "" : "too few pairs");
    }
    if (!balanced) {
      accuracy(out, "", metrics);
    }
    out.append("</ul>\n");
  }

  private static void accuracy(StringBuilder out, String style, VerificationMetrics metrics) {
    metrics
        .accuracy()
        .ifPresent(
            accuracy ->
                tile(
                    out,
                    style,
                    "Verification accuracy",
                    percent(accuracy.mean()),
                    "± %s over %d folds; %s by always guessing one kind"
                        .formatted(
                            percent(accuracy.standardDeviation()),
                            accuracy.folds().size(),
                            percent(metrics.majorityAccuracy()))));
  }

  private static void lead(StringBuilder out, String name, String value, String note) {
    tile(out, LEAD, name, value, note);
  }

  private static void tile(StringBuilder out, String name, String value, String note) {
    tile(out, "", name, value, note);
  }

  private static void tile(
      StringBuilder out, String style, String name, String value, String note) {
    out.append(
        String.format(
            Locale.ROOT,
            "<li%s><span>%s</span><strong>%s</strong><span>%s</span></li>\n",
            style,
            name,
            value,
            note));
  }
}
