package dev.facet.trainer.evaluate;

/**
 * The predictions whose probability lies in one interval, and what came of them. A calibrated model
 * has both means equal.
 *
 * @param from the interval's lower end, which belongs to it
 * @param to its upper end, which belongs to the next one (but 1 to the last)
 * @param count how many predictions it holds
 * @param meanProbability their mean, 0 if there are none
 * @param fractionPresent how many of them were right to expect the attribute, 0 if there are none
 */
public record ReliabilityBin(
    double from, double to, int count, double meanProbability, double fractionPresent) {}
