package dev.facet.trainer.study;

import dev.facet.trainer.evaluate.statistics.Spread;
import dev.facet.trainer.evaluate.table.MarkdownTable;
import dev.facet.trainer.evaluate.table.Percent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * A study's results in the form of the paper's table: for each column the mean over the seeds and
 * their standard deviation (of a sample), for the first also the difference to the row's baseline,
 * seed by seed, which leaves out what a seed does to both alike, and the paper's own number.
 */
public final class StudyTable {
  private final Study study;
  private final List<StudyResult> results;

  /** A table of those results. */
  public StudyTable(Study study, List<StudyResult> results) {
    this.study = study;
    this.results = List.copyOf(results);
  }

  /** Title, table and what its numbers mean, as Markdown. */
  public String markdown() {
    Measure first = study.columns().getFirst();
    List<String> headings = new ArrayList<>(List.of(""));
    for (Measure column : study.columns()) {
      headings.add(column.heading());
      if (column == first) {
        headings.add("difference by seed");
      }
      if (study.rows().stream().anyMatch(row -> row.paper().containsKey(column))) {
        headings.add("paper");
      }
    }
    headings.add("parameters");
    headings.add("images/s");
    headings.add("seeds");
    MarkdownTable table = new MarkdownTable(headings.toArray(new String[0]));
    study.rows().forEach(row -> table.row(cells(row, first).toArray(new String[0])));
    return "### %s (%s)%n%n%s%n".formatted(study.title(), study.source(), table.text())
        + "Percent: mean and standard deviation over seeds. Differences are to the first row"
        + against()
        + ". Images/s while training.\n"
        + study.notes().stream().map("%n- %s"::formatted).collect(Collectors.joining())
        + (study.notes().isEmpty() ? "" : "\n");
  }

  /** Which rows have a baseline of their own. */
  private String against() {
    return study.rows().stream()
        .filter(row -> row.against().isPresent())
        .map(row -> ", of %s to %s".formatted(row.label(), row.against().get()))
        .collect(Collectors.joining());
  }

  private List<String> cells(Study.Row row, Measure first) {
    List<StudyResult> runs = results.stream().filter(each -> each.row().equals(row)).toList();
    List<String> cells = new ArrayList<>(List.of(row.label()));
    for (Measure column : study.columns()) {
      cells.add(spread(runs, column));
      if (column == first) {
        cells.add(study.against(row).equals(row) ? "" : difference(row, column));
      }
      if (study.rows().stream().anyMatch(each -> each.paper().containsKey(column))) {
        cells.add(
            row.paper().containsKey(column)
                ? String.format(Locale.ROOT, "%.2f", row.paper().get(column))
                : Percent.UNDEFINED);
      }
    }
    cells.add(
        runs.isEmpty()
            ? Percent.UNDEFINED
            : String.format(Locale.ROOT, "%,d", runs.getFirst().run().parameters()));
    cells.add(
        runs.isEmpty()
            ? Percent.UNDEFINED
            : String.format(
                Locale.ROOT,
                "%.0f",
                runs.stream()
                    .mapToDouble(each -> each.run().imagesPerSecond())
                    .average()
                    .orElseThrow()));
    cells.add(Integer.toString(runs.size()));
    return cells;
  }

  private static String spread(List<StudyResult> runs, Measure column) {
    List<Double> values =
        runs.stream()
            .map(each -> column.of(each.judged()))
            .flatMap(value -> value.stream().boxed())
            .toList();
    if (values.isEmpty()) {
      return Percent.UNDEFINED;
    }
    Spread spread = Spread.of(values);
    return Percent.of(spread.mean()) + " ± " + Percent.of(spread.deviation());
  }

  private String difference(Study.Row row, Measure column) {
    Map<Long, OptionalDouble> base = bySeed(study.against(row), column);
    List<Double> differences = new ArrayList<>();
    bySeed(row, column)
        .forEach(
            (seed, value) -> {
              OptionalDouble other = base.getOrDefault(seed, OptionalDouble.empty());
              if (value.isPresent() && other.isPresent()) {
                differences.add(value.getAsDouble() - other.getAsDouble());
              }
            });
    if (differences.isEmpty()) {
      return Percent.UNDEFINED;
    }
    Spread spread = Spread.of(differences);
    return Percent.signed(spread.mean()) + " ± " + Percent.of(spread.deviation());
  }

  private Map<Long, OptionalDouble> bySeed(Study.Row row, Measure column) {
    return results.stream()
        .filter(each -> each.row().equals(row))
        .collect(Collectors.toMap(StudyResult::seed, each -> column.of(each.judged())));
  }
}
