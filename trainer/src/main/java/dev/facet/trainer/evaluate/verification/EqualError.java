package dev.facet.trainer.evaluate.verification;

/**
 * The threshold at which as many persons are wrongly accepted as wrongly rejected. Pairs are
 * counted, so the two rates are seldom equal: the threshold is the one of least difference, of
 * several the highest, and the rate is the mean of the two, which both stand here.
 *
 * @param rate the equal error rate, {@code (FAR + FRR) / 2}, in 0..1
 * @param threshold pairs are accepted from this similarity on
 * @param falseAcceptRate the fraction of the pairs of different persons that are accepted
 * @param falseRejectRate the fraction of the pairs of one person that are not
 */
public record EqualError(
    double rate, double threshold, double falseAcceptRate, double falseRejectRate) {}
