package dev.facet.trainer.evaluate.verification;

import java.util.OptionalDouble;

/**
 * How many pairs of one person are accepted when at most a given fraction of the pairs of different
 * persons is: TAR at FAR, as on LFW and IJB.
 *
 * <p>With n pairs of different persons the least rate above zero is {@code 1/n}, so nothing is said
 * of a smaller one. Equal similarities are accepted or rejected together, so the measured rate can
 * be below the given one; no number is interpolated.
 *
 * @param falseAcceptRate the given fraction, a power of ten, in 0..1
 * @param trueAcceptRate the fraction accepted, in 0..1; absent if there are fewer than {@code
 *     1/falseAcceptRate} pairs of different persons
 * @param threshold the lowest that keeps the given fraction; absent with it
 * @param falseAccepts how many pairs of different persons it accepts: below about 30 the result
 *     hangs on a few faces; 0 where nothing could be measured
 */
public record TarAtFar(
    double falseAcceptRate,
    OptionalDouble trueAcceptRate,
    OptionalDouble threshold,
    int falseAccepts) {}
