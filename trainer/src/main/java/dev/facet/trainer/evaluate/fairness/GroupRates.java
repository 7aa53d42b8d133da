package dev.facet.trainer.evaluate.fairness;

import java.util.OptionalDouble;

/**
 * How one attribute is predicted for the faces of one group. Rates in 0..1, absent where too few
 * faces stand behind them.
 *
 * @param faces of the group
 * @param positives of them by label
 * @param prevalence the fraction that shows the attribute by label
 * @param positiveRate the fraction that is predicted to show it
 * @param truePositiveRate the same of those that show it
 * @param falsePositiveRate the same of those that do not
 * @param accuracy the fraction that is predicted right
 */
public record GroupRates(
    int faces,
    int positives,
    OptionalDouble prevalence,
    OptionalDouble positiveRate,
    OptionalDouble truePositiveRate,
    OptionalDouble falsePositiveRate,
    OptionalDouble accuracy) {}
