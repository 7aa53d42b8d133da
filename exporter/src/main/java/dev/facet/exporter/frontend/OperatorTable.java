package dev.facet.exporter.frontend;

import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The one table of operators: SameDiff's name for each, and who translates it. */
public final class OperatorTable {
  private final SortedMap<String, Translator> translators = new TreeMap<>();

  /** Every operator that the exporter knows. */
  public static OperatorTable standard() {
    OperatorTable table = new OperatorTable();
    ArithmeticOperators.addTo(table);
    ActivationOperators.addTo(table);
    ConvolutionOperators.addTo(table);
    PoolingOperators.addTo(table);
    ResizingOperators.addTo(table);
    ReductionOperators.addTo(table);
    MatrixOperators.addTo(table);
    ShapeOperators.addTo(table);
    SliceOperators.addTo(table);
    return table;
  }

  /**
   * Adds an operator.
   *
   * @return this table
   * @throws IllegalArgumentException if the table has the operator already
   */
  public OperatorTable add(String operator, Translator translator) {
    if (translators.putIfAbsent(operator, translator) != null) {
      throw new IllegalArgumentException("the table has two entries for " + operator);
    }
    return this;
  }

  /** Who translates an operator. */
  public Optional<Translator> translator(String operator) {
    return Optional.ofNullable(translators.get(operator));
  }

  /** The names of all operators in the table. */
  public SortedSet<String> operators() {
    return new TreeSet<>(translators.keySet());
  }
}
