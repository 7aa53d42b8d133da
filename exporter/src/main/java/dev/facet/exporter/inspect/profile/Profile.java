package dev.facet.exporter.inspect.profile;

import dev.facet.exporter.onnx.outline.ModelOutline;
import java.util.List;
import java.util.Map;

/**
 * What ONNX Runtime's profiler saw of a model.
 *
 * @param shapes of values between the operators, by name, in the call that was profiled
 * @param operators of the optimised model, in the order in which they ran
 * @param optimised the optimised model
 * @param milliseconds of a call of the optimised model, the median
 * @param calls how many were measured
 */
public record Profile(
    Map<String, List<Long>> shapes,
    List<TimedOperator> operators,
    ModelOutline optimised,
    double milliseconds,
    int calls) {
  /** Copies the lists. */
  public Profile {
    shapes = Map.copyOf(shapes);
    operators = List.copyOf(operators);
  }

  /**
   * An operator of the optimised model.
   *
   * @param name in the optimised model
   * @param operator such as {@code Conv}
   * @param microseconds of a call, the median
   */
  public record TimedOperator(String name, String operator, double microseconds) {}

  /** Microseconds of all operators together. */
  public double microseconds() {
    return operators.stream().mapToDouble(TimedOperator::microseconds).sum();
  }
}
