package dev.facet.trainer.data.mat;

import static java.util.Objects.requireNonNull;

/** A matrix of numbers. */
public final class MatMatrix {
  private final int rows;
  private final int columns;
  private final double[] values;

  /**
   * A matrix over those values, which are not copied.
   *
   * @param values the numbers, column after column
   * @throws IllegalArgumentException if they do not fill the matrix
   */
  MatMatrix(int rows, int columns, double[] values) {
    requireNonNull(values, "values is null");
    if (rows < 0 || columns < 0 || values.length != (long) rows * columns) {
      throw new IllegalArgumentException(
          "%dx%d numbers must be %d values, found %d"
              .formatted(rows, columns, (long) rows * columns, values.length));
    }
    this.rows = rows;
    this.columns = columns;
    this.values = values;
  }

  /** How many rows. */
  public int rows() {
    return rows;
  }

  /** How many columns. */
  public int columns() {
    return columns;
  }

  /** The numbers, column after column; a fresh copy. */
  public double[] values() {
    return values.clone();
  }

  /** The number of a row and a column, both from 0. */
  public double at(int row, int column) {
    return values[column * rows + row];
  }
}
