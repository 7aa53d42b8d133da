package dev.facet.trainer.evaluate.table;

import java.util.ArrayList;
import java.util.List;

/**
 * A table in Markdown whose columns are padded, so that it can be read as plain text. The first
 * column is aligned to the left, the others, which hold numbers, to the right.
 */
public final class MarkdownTable {
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * A table with these headings and no rows yet.
   *
   * @throws IllegalArgumentException if there are none
   */
  public MarkdownTable(String... headings) {
    if (headings.length == 0) {
      throw new IllegalArgumentException("a table needs headings, found none");
    }
    rows.add(escaped(headings));
  }

  /**
   * Adds a row.
   *
   * @throws IllegalArgumentException if it has not a cell for every heading
   */
  public MarkdownTable row(String... cells) {
    if (cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException(
          "a row needs %d cells, found %d".formatted(rows.getFirst().size(), cells.length));
    }
    rows.add(escaped(cells));
    return this;
  }

  /** Markdown, lines ending in LF. */
  public String text() {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], Math.max(2, length(row.get(c))));
      }
    }
    StringBuilder out = new StringBuilder();
    line(out, rows.getFirst(), widths);
    for (int c = 0; c < widths.length; c++) {
      out.append(c == 0 ? "| " : " ").repeat('-', widths[c] - 1).append(c == 0 ? "-" : ":");
      out.append(" |");
    }
    out.append('\n');
    rows.stream().skip(1).forEach(row -> line(out, row, widths));
    return out.toString();
  }

  private static void line(StringBuilder out, List<String> cells, int[] widths) {
    for (int c = 0; c < widths.length; c++) {
      int gap = widths[c] - length(cells.get(c));
      out.append(c == 0 ? "| " : " ");
      if (c == 0) {
        out.append(cells.get(c)).repeat(' ', gap);
      } else {
        out.repeat(' ', gap).append(cells.get(c));
      }
      out.append(" |");
    }
    out.append('\n');
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  /** A bar would end the cell, a line break the row. */
  private static List<String> escaped(String... cells) {
    List<String> escaped = new ArrayList<>();
    for (String cell : cells) {
      escaped.add(cell.replaceAll("\\R", " ").replace("|", "\\|"));
    }
    return List.copyOf(escaped);
  }
}
