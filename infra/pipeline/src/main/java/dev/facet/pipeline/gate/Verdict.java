package dev.facet.pipeline.gate;

import java.util.List;

/**
 * What comparing has found.
 *
 * @param title of the table
 * @param rows line by line
 */
public record Verdict(String title, List<Row> rows) {
  /** Takes a copy. */
  public Verdict {
    rows = List.copyOf(rows);
  }

  /** Whether every line passes. */
  public boolean passes() {
    return rows.stream().allMatch(Row::passes);
  }

  /** Why it does not, a sentence each. */
  public List<String> reasons() {
    return rows.stream().filter(row -> !row.passes()).map(Row::reason).toList();
  }

  /** As Markdown: a table, those that fail first, and the reasons below it. */
  public String markdown() {
    StringBuilder text = new StringBuilder();
    text.append("### ").append(title).append(passes() ? ": passed" : ": stopped").append("\n\n");
    text.append("| | check | served | new | limit |\n| --- | --- | ---: | ---: | --- |\n");
    rows.stream().filter(row -> !row.passes()).forEach(row -> line(text, row));
    rows.stream().filter(Row::passes).forEach(row -> line(text, row));
    text.append('\n');
    reasons().forEach(reason -> text.append("- ").append(reason).append('\n'));
    return text.append(passes() ? "" : "\n").toString();
  }

  private static void line(StringBuilder text, Row row) {
    text.append("| ")
        .append(row.passes() ? "ok" : "**FAILS**")
        .append(" | ")
        .append(
            String.join(
                " | ",
                List.of(row.check(), row.served(), row.candidate(), row.limit()).stream()
                    .map(cell -> cell.replace("|", "\\|"))
                    .toList()))
        .append(" |\n");
  }
}
