package dev.facet.trainer.study;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One table of a paper.
 *
 * @param title of the table
 * @param source the paper and the table's number there
 * @param columns what is measured, in the table's order
 * @param rows what is compared, in the paper's order
 * @param notes sentences that a reader of the table needs, such as where it departs from the paper;
 *     none if they are left out
 */
public record Study(
    @JsonProperty(required = true) String title,
    @JsonProperty(required = true) String source,
    @JsonProperty(required = true) List<Measure> columns,
    @JsonProperty(required = true) List<Row> rows,
    List<String> notes) {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if there is nothing to compare
   */
  public Study {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    notes = notes == null ? List.of() : List.copyOf(notes);
    if (columns.isEmpty() || rows.isEmpty()) {
      throw new IllegalArgumentException(
          "a study needs columns and rows, found %d and %d".formatted(columns.size(), rows.size()));
    }
    for (Row row : rows) {
      baseline(rows, row);
    }
  }

  /** The row that another is compared with; the first is its own. */
  public Row against(Row row) {
    return baseline(rows, row);
  }

  private static Row baseline(List<Row> rows, Row row) {
    String label = row.against().orElse(rows.getFirst().label());
    return rows.stream()
        .filter(each -> each.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "row %s is compared with %s, but there is no such row"
                        .formatted(row.label(), label)));
  }

  /**
   * One row.
   *
   * @param label as the paper calls it
   * @param recipe that is trained for it
   * @param paper the paper's own numbers in percent, by column; those that it does not give are
   *     absent
   * @param against label of the row that the first column's difference is to; the first row if it
   *     is left out
   */
  public record Row(
      @JsonProperty(required = true) String label,
      @JsonProperty(required = true) String recipe,
      Map<Measure, Double> paper,
      Optional<String> against) {
    /** Copies the map. */
    public Row {
      paper = paper == null ? Map.of() : Map.copyOf(paper);
      against = against == null ? Optional.empty() : against;
    }
  }
}
