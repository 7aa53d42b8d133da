package dev.facet.exporter.quantize;

import static java.util.Objects.requireNonNull;

import dev.facet.trainer.rule.Rules;

/**
 * How a graph is quantized.
 *
 * @param method how ranges are chosen
 * @param budget how much of the quality may be lost, in the quality's own unit, not negative
 * @param leastMultiplications a layer with fewer of them for a face stays on floats, at least 0
 */
public record Int8Settings(RangeMethod method, double budget, long leastMultiplications) {
  /**
   * Below this, going to uint8 and back takes longer than the layer itself: two to four
   * microseconds each on one thread, in which ONNX Runtime multiplies about 200,000 floats.
   */
  public static final long WORTH_QUANTIZING = 200_000;

  /**
   * Checks.
   *
   * @throws IllegalArgumentException if a number breaks its rule
   */
  public Int8Settings {
    requireNonNull(method, "method is null");
    Rules.notNegative("budget", budget);
    Rules.count("leastMultiplications", leastMultiplications);
  }

  /** The method and the budget, with layers as small as is worth it. */
  public static Int8Settings of(RangeMethod method, double budget) {
    return new Int8Settings(method, budget, WORTH_QUANTIZING);
  }
}
