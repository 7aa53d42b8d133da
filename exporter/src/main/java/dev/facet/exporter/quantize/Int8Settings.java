package dev.facet.exporter.quantize;

import static java.util.Objects.requireNonNull;

import dev.facet.trainer.rule.Rules;

/**
 * How a graph is quantized.
 *
 * @param method how ranges are chosen
 * @param budget how much of the quality may be lost, in the quality's own unit, not negative
 * @param leastMultiplications a layer with fewer of them for a face stays on floats, at least 0
 * @param judgedLayers of how many layers, those that add most noise, the loss of quality is found,
 *     at least 0; each costs as much as judging the network once
 */
public record Int8Settings(
    RangeMethod method, double budget, long leastMultiplications, int judgedLayers) {
  /**
   * Below this, going to uint8 and back takes longer than the layer itself: two to four
   * microseconds each on one thread, in which ONNX Runtime multiplies about 200,000 floats.
   */
  public static final long WORTH_QUANTIZING = 200_000;

  /** So many layers tell where the quality goes, in a time that does not grow with depth. */
  public static final int USUALLY_JUDGED = 24;

  /**
   * Checks.
   *
   * @throws IllegalArgumentException if a number breaks its rule
   */
  public Int8Settings {
    requireNonNull(method, "method is null");
    Rules.notNegative("budget", budget);
    Rules.count("leastMultiplications", leastMultiplications);
    Rules.count("judgedLayers", judgedLayers);
  }

  /** The method and the budget, with the usual choices for the rest. */
  public static Int8Settings of(RangeMethod method, double budget) {
    return new Int8Settings(method, budget, WORTH_QUANTIZING, USUALLY_JUDGED);
  }
}
