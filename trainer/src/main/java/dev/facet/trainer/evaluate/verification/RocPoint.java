package dev.facet.trainer.evaluate.verification;

/**
 * What one threshold does. Rates in 0..1.
 *
 * @param threshold pairs are accepted from this similarity on
 * @param falseAcceptRate the fraction of the pairs of different persons that are accepted
 * @param trueAcceptRate the fraction of the pairs of one person that are accepted
 */
public record RocPoint(double threshold, double falseAcceptRate, double trueAcceptRate) {}
