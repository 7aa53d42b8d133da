package dev.facet.trainer.evaluate.verification;

import dev.facet.trainer.evaluate.table.MarkdownTable;
import dev.facet.trainer.evaluate.table.Percent;
import java.util.Locale;
import java.util.OptionalDouble;

/** Verification metrics as text, for a terminal and for Markdown. */
public final class VerificationTable {
  /** Below so many accepted impostors a rate is printed with a warning. */
  private static final int FEW = 30;

  private VerificationTable() {}

  /** Two tables and what they mean; rates in percent. */
  public static String of(VerificationMetrics metrics) {
    MarkdownTable numbers = new MarkdownTable("verification", "percent");
    metrics
        .accuracy()
        .ifPresent(
            accuracy ->
                numbers
                    .row(
                        "accuracy over %d folds".formatted(accuracy.folds().size()),
                        Percent.of(accuracy.mean()))
                    .row(
                        "its standard deviation over the folds",
                        Percent.of(accuracy.standardDeviation()))
                    .row(
                        "always the more frequent kind of pairs",
                        Percent.of(metrics.majorityAccuracy())));
    numbers
        .row("area under the ROC curve", Percent.of(metrics.areaUnderCurve()))
        .row("equal error rate", Percent.of(metrics.equalError().rate()));
    MarkdownTable rates = new MarkdownTable("FAR", "TAR", "threshold", "false accepts");
    for (TarAtFar each : metrics.tarAtFar()) {
      rates.row(
          rate(each.falseAcceptRate()),
          Percent.of(each.trueAcceptRate()),
          cosine(each.threshold()),
          each.trueAcceptRate().isPresent()
              ? String.format(Locale.ROOT, "%,d", each.falseAccepts())
              : Percent.UNDEFINED);
    }
    return numbers.text() + "\n" + rates.text() + "\n" + notes(metrics);
  }

  private static String notes(VerificationMetrics metrics) {
    StringBuilder notes = new StringBuilder();
    notes.append(
        String.format(
            Locale.ROOT,
            "%,d pairs of one person, %,d of two.\nTAR: share of the former that is accepted where at"
                + " most FAR of the latter is, as measured.\n",
            metrics.samePairs(),
            metrics.differentPairs()));
    if (metrics.tarAtFar().stream().anyMatch(each -> each.trueAcceptRate().isEmpty())) {
      notes.append(
          String.format(
              Locale.ROOT,
              "%s: %,d pairs of two persons are too few for this FAR.\n",
              Percent.UNDEFINED,
              metrics.differentPairs()));
    }
    if (metrics.tarAtFar().stream()
        .anyMatch(each -> each.trueAcceptRate().isPresent() && each.falseAccepts() < FEW)) {
      notes.append(
          "With fewer than %d false accepts a rate hangs on a few faces.\n".formatted(FEW));
    }
    return notes.toString();
  }

  private static String rate(double falseAcceptRate) {
    return String.format(Locale.ROOT, "1e-%d", Math.round(-Math.log10(falseAcceptRate)));
  }

  private static String cosine(OptionalDouble threshold) {
    return threshold.isPresent()
        ? String.format(Locale.ROOT, "%.4f", threshold.getAsDouble())
        : Percent.UNDEFINED;
  }
}
