package dev.facet.trainer.data;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * CelebA's attribute file: names, and for each image in the file's order which of them it shows.
 */
record LabelList(List<String> attributes, Map<String, boolean[]> rows) {
  private static final int HEADER_LINES = 2;

  static LabelList parse(TextTable table) {
    if (table.rows().size() < HEADER_LINES) {
      throw new DataException(
          "%s must begin with a line for the number of images and a line of attribute names, found"
                  .formatted(table.file())
              + " %d lines that are not empty.".formatted(table.rows().size()));
    }
    List<String> names = table.rows().get(1).columns();
    requireCount(table);
    requireDistinct(table, names);
    List<TextTable.Row> body = table.rows().subList(HEADER_LINES, table.rows().size());
    Map<String, boolean[]> rows = LinkedHashMap.newLinkedHashMap(body.size());
    for (TextTable.Row row : body) {
      String image = row.columns().getFirst();
      if (rows.putIfAbsent(image, labels(table, row, names)) != null) {
        throw table.mistake(row, "names %s a second time".formatted(image));
      }
    }
    return new LabelList(names, rows);
  }

  private static boolean[] labels(TextTable table, TextTable.Row row, List<String> names) {
    List<String> cells = row.columns().subList(1, row.columns().size());
    String image = row.columns().getFirst();
    if (cells.size() != names.size()) {
      throw table.mistake(
          row,
          "of %s has %d labels, but the file names %d attributes"
              .formatted(image, cells.size(), names.size()));
    }
    boolean[] labels = new boolean[names.size()];
    for (int i = 0; i < labels.length; i++) {
      String cell = cells.get(i);
      if (!cell.equals("1") && !cell.equals("-1")) {
        throw table.mistake(
            row,
            "of %s labels %s with '%s', but a label is 1 or -1"
                .formatted(image, names.get(i), cell));
      }
      labels[i] = cell.equals("1");
    }
    return labels;
  }

  private static void requireCount(TextTable table) {
    TextTable.Row first = table.rows().getFirst();
    String found = String.join(" ", first.columns());
    int rows = table.rows().size() - HEADER_LINES;
    if (!found.equals(Integer.toString(rows))) {
      throw new DataException(
          "%s, line %d: the file must begin with the number of its images, %d, found '%s'; correct"
                  .formatted(table.file(), first.line(), rows, abbreviated(found))
              + " the number or restore the rows.");
    }
  }

  private static void requireDistinct(TextTable table, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new DataException(
            "%s, line %d: the attribute %s is named twice; every name must differ."
                .formatted(table.file(), table.rows().get(1).line(), name));
      }
    }
  }

  private static String abbreviated(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}
