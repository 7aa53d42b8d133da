package dev.facet.trainer.study;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * One table of a paper.
 *
 * @param title of the table
 * @param source the paper and the table's number there
 * @param columns what is measured, in the table's order
 * @param rows what is compared, in the paper's order; differences are to the first
 */
public record Study(
    @JsonProperty(required = true) String title,
    @JsonProperty(required = true) String source,
    @JsonProperty(required = true) List<Measure> columns,
    @JsonProperty(required = true) List<Row> rows) {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if there is nothing to compare
   */
  public Study {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    if (columns.isEmpty() || rows.isEmpty()) {
      throw new IllegalArgumentException(
          "a study needs columns and rows, found %d and %d".formatted(columns.size(), rows.size()));
    }
  }

  /**
   * One row.
   *
   * @param label as the paper calls it
   * @param recipe that is trained for it
   * @param paper the paper's own numbers in percent, by column; those that it does not give are
   *     absent
   */
  public record Row(
      @JsonProperty(required = true) String label,
      @JsonProperty(required = true) String recipe,
      Map<Measure, Double> paper) {
    /** Copies the map. */
    public Row {
      paper = paper == null ? Map.of() : Map.copyOf(paper);
    }
  }
}
