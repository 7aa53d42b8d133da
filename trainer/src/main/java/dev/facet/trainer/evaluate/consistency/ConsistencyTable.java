package dev.facet.trainer.evaluate.consistency;

import dev.facet.trainer.evaluate.consistency.ConsistencyMetrics.Faces;
import dev.facet.trainer.evaluate.consistency.ConsistencyMetrics.RuleResult;
import dev.facet.trainer.evaluate.table.MarkdownTable;
import dev.facet.trainer.evaluate.table.Percent;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** Contradictions as text. */
public final class ConsistencyTable {
  private ConsistencyTable() {}

  /** Everything as Markdown, fractions in percent; nothing if no rule could be applied. */
  public static String of(ConsistencyMetrics metrics) {
    if (metrics.rules().isEmpty()) {
      return "";
    }
    MarkdownTable table = new MarkdownTable("contradiction", "kind", "predicted", "labelled");
    for (RuleResult each : metrics.rules()) {
      table.row(
          each.rule(),
          each.strength().name().toLowerCase(Locale.ROOT),
          Percent.of(each.predictedRate()),
          Percent.of(each.labelledRate()));
    }
    row(table, metrics, "faces with a strict one", Faces::strict);
    row(table, metrics, "faces with any", Faces::any);
    return "## Consistency\n\n"
        + table.text()
        + String.format(
            Locale.ROOT,
            "\nPercent of %,d faces. Strict: the words exclude each other; usual: rare faces show"
                + " both. Labelled: how often people contradict themselves, the measure.\n",
            metrics.images());
  }

  /** A line for a terminal; nothing if no rule could be applied. */
  public static String summary(ConsistencyMetrics metrics) {
    return metrics.rules().isEmpty()
        ? ""
        : "Contradictions in %s %% of the predictions (strict ones %s), in %s (%s) of the labels.\n"
            .formatted(
                Percent.of(rate(metrics, metrics.predicted(), Faces::any)),
                Percent.of(rate(metrics, metrics.predicted(), Faces::strict)),
                Percent.of(rate(metrics, metrics.labelled(), Faces::any)),
                Percent.of(rate(metrics, metrics.labelled(), Faces::strict)));
  }

  private static void row(
      MarkdownTable table, ConsistencyMetrics metrics, String name, ToIntFunction<Faces> count) {
    table.row(
        name,
        "",
        Percent.of(rate(metrics, metrics.predicted(), count)),
        Percent.of(rate(metrics, metrics.labelled(), count)));
  }

  private static double rate(ConsistencyMetrics metrics, Faces faces, ToIntFunction<Faces> count) {
    return (double) count.applyAsInt(faces) / metrics.images();
  }
}
