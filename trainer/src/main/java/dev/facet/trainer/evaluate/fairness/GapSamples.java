package dev.facet.trainer.evaluate.fairness;

import dev.facet.trainer.evaluate.statistics.Interval;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** One attribute under one grouping: its counts on the faces as they are and on every resample. */
final class GapSamples {
  /** An interval is told if a difference is defined in this share of the resamples. */
  private static final double DEFINED = 0.95;

  private final String attribute;
  private final byte[] cellOfFace;
  private final Counts counts;
  private final int[][] resamples;
  private int drawn;

  GapSamples(
      String attribute,
      boolean[] inGroup,
      boolean[] shown,
      boolean[] predicted,
      int least,
      int resamples) {
    this.attribute = attribute;
    this.cellOfFace = new byte[inGroup.length];
    for (int i = 0; i < inGroup.length; i++) {
      cellOfFace[i] = Counts.cell(inGroup[i], shown[i], predicted[i]);
    }
    int[] once = new int[inGroup.length];
    Arrays.fill(once, 1);
    this.counts = new Counts(count(once), least);
    this.resamples = new int[resamples][];
  }

  /** Counts a resample. */
  void add(int[] timesOfFace) {
    resamples[drawn++] = count(timesOfFace);
  }

  /**
   * What was found.
   *
   * @param withIntervals whether there are enough units for them
   */
  AttributeGap gap(boolean withIntervals, double confidence) {
    return new AttributeGap(
        attribute,
        counts.rates(true),
        counts.rates(false),
        estimate(Counts::demographicParity, withIntervals, confidence),
        estimate(Counts::equalisedOdds, withIntervals, confidence),
        estimate(Counts::accuracyGap, withIntervals, confidence));
  }

  private Optional<Estimate> estimate(
      Function<Counts, OptionalDouble> difference, boolean withInterval, double confidence) {
    OptionalDouble value = difference.apply(counts);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    double[] values =
        Arrays.stream(resamples)
            .map(cells -> difference.apply(new Counts(cells, 1)))
            .flatMapToDouble(OptionalDouble::stream)
            .toArray();
    boolean told = withInterval && values.length >= DEFINED * resamples.length;
    return Optional.of(
        new Estimate(
            value.getAsDouble(),
            told ? Optional.of(Interval.middle(values, confidence)) : Optional.empty()));
  }

  private int[] count(int[] timesOfFace) {
    int[] cells = new int[Counts.CELLS];
    for (int i = 0; i < timesOfFace.length; i++) {
      cells[cellOfFace[i]] += timesOfFace[i];
    }
    return cells;
  }
}
