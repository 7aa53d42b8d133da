package dev.facet.trainer.report;

import dev.facet.trainer.evaluate.Metrics;
import dev.facet.trainer.evaluate.MetricsTable;
import dev.facet.trainer.evaluate.consistency.ConsistencyTable;
import dev.facet.trainer.evaluate.fairness.GroupTable;
import dev.facet.trainer.evaluate.table.Percent;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An evaluation as text: all of it as Markdown, or the findings for a terminal. */
public final class EvaluationText {
  private EvaluationText() {}

  /**
   * All tables.
   *
   * @param title such as the recipe's name
   * @param partition label of what was judged
   */
  public static String markdown(
      String title, String partition, Metrics metrics, Findings findings) {
    return "# %s on %s\n\n## Attributes\n\n```\n%s```\n\n%s"
        .formatted(title, partition, MetricsTable.of(metrics), sections(findings));
  }

  /** The findings in full, for a terminal. */
  public static String tables(Findings findings) {
    return plain(sections(findings)) + "\n";
  }

  /** The findings in a few lines, for a terminal. */
  public static String summary(Findings findings) {
    return plain(
        ConsistencyTable.summary(findings.consistency()) + GroupTable.summary(findings.groups()));
  }

  private static String sections(Findings findings) {
    return Stream.of(ConsistencyTable.of(findings.consistency()), GroupTable.of(findings.groups()))
        .filter(section -> !section.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  /** A text for a terminal, since not every terminal can show a dash. */
  public static String plain(String text) {
    return text.replace(Percent.UNDEFINED, "-");
  }
}
