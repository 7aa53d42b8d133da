package dev.facet.trainer.evaluate.cross;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How well runs do on datasets that they did not learn from (BLAN, table 9): a row for each run, a
 * column for each dataset.
 *
 * @param partition label of what was judged of every dataset
 * @param data the datasets' names, in the order of every row's cells
 * @param rows one after the other
 */
public record CrossMetrics(String partition, List<String> data, List<Row> rows) {
  /**
   * Takes copies.
   *
   * @throws IllegalArgumentException if there are no rows or one has not a cell for every dataset
   */
  public CrossMetrics {
    requireNonNull(partition, "partition is null");
    data = List.copyOf(data);
    rows = List.copyOf(rows);
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("a table needs runs, found none");
    }
    for (Row row : rows) {
      if (row.cells().size() != data.size()) {
        throw new IllegalArgumentException(
            "%s must have a cell for each of %s, found %d"
                .formatted(row.run(), data, row.cells().size()));
      }
    }
  }

  /**
   * One run.
   *
   * @param run its name
   * @param recipe name of its recipe
   * @param trainedOn name of the dataset that it learnt from
   * @param cells one for each dataset
   */
  public record Row(String run, String recipe, String trainedOn, List<Cell> cells) {
    /** Takes a copy. */
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * A run on a dataset.
   *
   * @param own whether the run learnt from this dataset (from its train partition)
   * @param images how many faces were judged
   * @param attributes those that the run predicts and the dataset has labels of
   * @param accuracy the mean accuracy over them, in 0..1
   * @param accuracyStandardError of that mean over faces; absent for a single face
   * @param majorityAccuracy the mean accuracy of always guessing the class of each attribute that
   *     is more frequent among the judged faces
   */
  public record Cell(
      boolean own,
      int images,
      List<String> attributes,
      double accuracy,
      OptionalDouble accuracyStandardError,
      double majorityAccuracy) {
    /** Takes a copy. */
    public Cell {
      attributes = List.copyOf(attributes);
    }
  }
}
