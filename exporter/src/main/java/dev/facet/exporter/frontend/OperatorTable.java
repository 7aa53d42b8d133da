package dev.facet.exporter.frontend;

import dev.facet.exporter.graph.Tensor;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** The one table of operators: SameDiff's name for each, and who translates it. */
public final class OperatorTable {
  private final SortedMap<String, Translator> translators = new TreeMap<>();
  private final SortedMap<String, String> reasons = new TreeMap<>();
  private final Map<String, BiConsumer<Operation, Map<String, Tensor>>> guards = new HashMap<>();

  /** Every operator that the exporter knows. */
  public static OperatorTable standard() {
    OperatorTable table = new OperatorTable();
    ArithmeticOperators.addTo(table);
    ComparisonOperators.addTo(table);
    ElementaryOperators.addTo(table);
    ActivationOperators.addTo(table);
    ConvolutionOperators.addTo(table);
    DeconvolutionOperators.addTo(table);
    PoolingOperators.addTo(table);
    ResizingOperators.addTo(table);
    NormalizationOperators.addTo(table);
    AttentionOperators.addTo(table);
    ReductionOperators.addTo(table);
    DistanceOperators.addTo(table);
    MatrixOperators.addTo(table);
    ShapeOperators.addTo(table);
    SliceOperators.addTo(table);
    IndexOperators.addTo(table);
    ConstantOperators.addTo(table);
    RefusedOperators.addTo(table);
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

  /**
   * Refuses an operator, with the reason.
   *
   * @param reason completes "repeat (faces), which ..."
   * @return this table
   * @throws IllegalArgumentException if the table has the operator already
   */
  public OperatorTable refuse(String operator, String reason) {
    if (translators.containsKey(operator) || reasons.putIfAbsent(operator, reason) != null) {
      throw new IllegalArgumentException("the table has two entries for " + operator);
    }
    return this;
  }

  /**
   * Adds a check of an operator's arguments that runs before the graph does.
   *
   * @param guard is given the graph's constants too, and throws {@link UnsupportedOperator} for a
   *     form on which SameDiff would end the process
   * @return this table
   */
  OperatorTable guard(String operator, BiConsumer<Operation, Map<String, Tensor>> guard) {
    guards.put(operator, guard);
    return this;
  }

  /**
   * Checks the arguments of an operation before its graph runs.
   *
   * @throws UnsupportedOperator if running it is dangerous
   */
  void check(Operation operation, Map<String, Tensor> constants) {
    guards.getOrDefault(operation.operator(), (safe, ignored) -> {}).accept(operation, constants);
  }

  /** Why an operator is refused; empty for those in the table and those nobody has looked at. */
  public Optional<String> reason(String operator) {
    return Optional.ofNullable(reasons.get(operator));
  }

  /** The names of all operators that are refused with a reason. */
  public SortedSet<String> refused() {
    return new TreeSet<>(reasons.keySet());
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
