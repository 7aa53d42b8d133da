package dev.facet.exporter.frontend;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * One SameDiff operator with its arguments, as they survive saving and loading.
 *
 * @param operator SameDiff's name for the operator, such as {@code conv2d}
 * @param inputs names of variables
 * @param outputs names of variables
 * @param integers integer arguments; for reductions the axes
 * @param reals floating-point arguments
 * @param flags boolean arguments
 * @param scalar the second operand of an operator between a tensor and a number
 * @param keepDimensions whether a reduction keeps its axes with size 1
 */
public record Operation(
    String operator,
    List<String> inputs,
    List<String> outputs,
    List<Long> integers,
    List<Double> reals,
    List<Boolean> flags,
    Optional<Float> scalar,
    boolean keepDimensions) {
  /** Copies the lists. */
  public Operation {
    requireNonNull(operator, "operator is null");
    requireNonNull(scalar, "scalar is null");
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    integers = List.copyOf(integers);
    reals = List.copyOf(reals);
    flags = List.copyOf(flags);
  }

  /** The first input. */
  public String input() {
    return inputs.getFirst();
  }

  /** The first output; its name is the readable name of the operator too. */
  public String output() {
    return outputs.getFirst();
  }

  /** The input at a place, empty if there are fewer. */
  public Optional<String> input(int place) {
    return place < inputs.size() ? Optional.of(inputs.get(place)) : Optional.empty();
  }

  /**
   * The input at a place.
   *
   * @throws UnsupportedOperator if there are fewer
   */
  public String operand(int place) {
    return input(place)
        .orElseThrow(
            () -> refuse("has %d inputs, but number %d is needed".formatted(inputs.size(), place)));
  }

  /**
   * An integer argument.
   *
   * @throws UnsupportedOperator if the operator has fewer
   */
  public long integer(int place) {
    if (place >= integers.size()) {
      throw refuse(
          "has %d integer arguments, but number %d is needed".formatted(integers.size(), place));
    }
    return integers.get(place);
  }

  /** An integer argument, or a default if the operator has fewer. */
  public long integer(int place, long otherwise) {
    return place < integers.size() ? integers.get(place) : otherwise;
  }

  /** A floating-point argument, or a default if the operator has fewer. */
  public double real(int place, double otherwise) {
    return place < reals.size() ? reals.get(place) : otherwise;
  }

  /**
   * The number of an operator between a tensor and a number.
   *
   * @throws UnsupportedOperator if it is missing
   */
  public float requiredScalar() {
    return scalar.orElseThrow(() -> refuse("has lost its scalar operand"));
  }

  /** A boolean argument; false if the operator has fewer. */
  public boolean flag(int place) {
    return place < flags.size() && flags.get(place);
  }

  /**
   * The integers from a place on.
   *
   * @param from the first place, at most the number of integers
   */
  public long[] integersFrom(int from) {
    return integers.stream().skip(from).mapToLong(Long::longValue).toArray();
  }

  /** The refusal of a form of this operator; the reason completes "conv2d (stem) ...". */
  public UnsupportedOperator refuse(String reason) {
    return new UnsupportedOperator("%s (%s) %s".formatted(operator, output(), reason));
  }
}
