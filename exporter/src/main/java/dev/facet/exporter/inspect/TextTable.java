package dev.facet.exporter.inspect;

import java.util.ArrayList;
import java.util.List;

/** A table for a terminal: names on the left, numbers to the right of them, each column aligned. */
final class TextTable {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  /**
   * A table without rows.
   *
   * @param names the heading of the names
   */
  TextTable(String names) {
    row(names);
  }

  /** Adds the heading of a column; only before the first row. */
  TextTable column(String heading) {
    return cell(heading);
  }

  /** Begins a row. */
  TextTable row(String name) {
    rows.add(new ArrayList<>(List.of(name)));
    return this;
  }

  /** Adds a cell to the row. */
  TextTable cell(String text) {
    rows.getLast().add(text);
    return this;
  }

  /** Adds a number to the row; zero is an empty cell. */
  TextTable cell(long number) {
    return cell(number == 0 ? "" : Numbers.count(number));
  }

  /** The table, without blanks at the ends of lines. */
  List<String> lines() {
    return rows.stream().map(this::line).toList();
  }

  private String line(List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column);
      String blank = " ".repeat(width(column) - cell.length());
      line.append(column == 0 ? cell + blank : GAP + blank + cell);
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    return rows.stream()
        .filter(row -> row.size() > column)
        .mapToInt(row -> row.get(column).length())
        .max()
        .orElse(0);
  }
}
