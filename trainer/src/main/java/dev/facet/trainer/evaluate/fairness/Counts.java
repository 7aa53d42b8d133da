package dev.facet.trainer.evaluate.fairness;

import java.util.OptionalDouble;

/**
 * Faces counted by group, label and prediction, from which all rates follow. A rate is absent if
 * fewer faces than {@code least} stand behind it.
 */
final class Counts {
  static final int CELLS = 8;

  private final int[] cells;
  private final int least;

  /**
   * Keeps the counts.
   *
   * @param cells {@code [8]} by {@link #cell}
   */
  Counts(int[] cells, int least) {
    this.cells = cells;
    this.least = least;
  }

  /** Where a face is counted. */
  static byte cell(boolean inGroup, boolean shown, boolean predicted) {
    return (byte) ((inGroup ? 4 : 0) + (shown ? 2 : 0) + (predicted ? 1 : 0));
  }

  int faces(boolean inGroup) {
    return positives(inGroup) + negatives(inGroup);
  }

  int positives(boolean inGroup) {
    return count(inGroup, true, true) + count(inGroup, true, false);
  }

  private int negatives(boolean inGroup) {
    return count(inGroup, false, true) + count(inGroup, false, false);
  }

  OptionalDouble positiveRate(boolean inGroup) {
    return rate(count(inGroup, true, true) + count(inGroup, false, true), faces(inGroup));
  }

  OptionalDouble truePositiveRate(boolean inGroup) {
    return rate(count(inGroup, true, true), positives(inGroup));
  }

  OptionalDouble falsePositiveRate(boolean inGroup) {
    return rate(count(inGroup, false, true), negatives(inGroup));
  }

  OptionalDouble accuracy(boolean inGroup) {
    return rate(count(inGroup, true, true) + count(inGroup, false, false), faces(inGroup));
  }

  GroupRates rates(boolean inGroup) {
    return new GroupRates(
        faces(inGroup),
        positives(inGroup),
        rate(positives(inGroup), faces(inGroup)),
        positiveRate(inGroup),
        truePositiveRate(inGroup),
        falsePositiveRate(inGroup),
        accuracy(inGroup));
  }

  OptionalDouble demographicParity() {
    return difference(positiveRate(true), positiveRate(false));
  }

  OptionalDouble equalisedOdds() {
    OptionalDouble hits = difference(truePositiveRate(true), truePositiveRate(false));
    OptionalDouble alarms = difference(falsePositiveRate(true), falsePositiveRate(false));
    return hits.isPresent() && alarms.isPresent()
        ? OptionalDouble.of(Math.max(Math.abs(hits.getAsDouble()), Math.abs(alarms.getAsDouble())))
        : OptionalDouble.empty();
  }

  OptionalDouble accuracyGap() {
    return difference(accuracy(true), accuracy(false));
  }

  private int count(boolean inGroup, boolean shown, boolean predicted) {
    return cells[cell(inGroup, shown, predicted)];
  }

  private OptionalDouble rate(int part, int whole) {
    return whole < Math.max(1, least)
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) part / whole);
  }

  private static OptionalDouble difference(OptionalDouble one, OptionalDouble other) {
    return one.isPresent() && other.isPresent()
        ? OptionalDouble.of(one.getAsDouble() - other.getAsDouble())
        : OptionalDouble.empty();
  }
}
