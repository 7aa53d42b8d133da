package dev.facet.trainer.evaluate.fairness;

import dev.facet.trainer.data.DataException;
import dev.facet.trainer.evaluate.Predictions;
import dev.facet.trainer.evaluate.fairness.GroupMetrics.Grouping;
import dev.facet.trainer.evaluate.fairness.GroupMetrics.Resampling;
import dev.facet.trainer.evaluate.fairness.GroupMetrics.Unit;
import dev.facet.trainer.evaluate.statistics.Bootstrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Parts faces in two by the label of an attribute and compares how every other one is predicted for
 * the two groups, with bootstrap intervals. Immutable.
 */
public final class GroupComparison {
  private static final int LEAST_FACES = 20;
  private static final int RESAMPLES = 1000;
  private static final double CONFIDENCE = 0.95;
  private static final long SEED = 1;

  private final int least;
  private final int resamples;
  private final long seed;

  /** Rates need 20 faces, intervals have a confidence of 95 % and come from 1,000 resamples. */
  public GroupComparison() {
    this(LEAST_FACES, RESAMPLES, SEED);
  }

  /**
   * A comparison.
   *
   * @param least so many faces must stand behind a rate, and so many units behind an interval
   * @param resamples how many are drawn for the intervals
   * @param seed of the drawing
   * @throws IllegalArgumentException if a number is not positive
   */
  public GroupComparison(int least, int resamples, long seed) {
    if (least <= 0 || resamples <= 0) {
      throw new IllegalArgumentException(
          "faces and resamples must be positive, found %d and %d".formatted(least, resamples));
    }
    this.least = least;
    this.resamples = resamples;
    this.seed = seed;
  }

  /**
   * Compares groups.
   *
   * @param predictions of faces that are labelled with every predicted attribute
   * @param groupings the attributes to part the faces by, which need a label but no prediction
   * @throws DataException if the faces are not labelled with one of the attributes
   */
  public GroupMetrics compare(Predictions predictions, List<String> groupings) {
    Bootstrap bootstrap = new Bootstrap(predictions.identities(), seed);
    List<List<GapSamples>> samples = new ArrayList<>();
    for (String by : groupings) {
      samples.add(samples(predictions, by));
    }
    bootstrap.draw(
        resamples, times -> samples.forEach(group -> group.forEach(each -> each.add(times))));
    boolean withIntervals = bootstrap.units() >= least;
    List<Grouping> results = new ArrayList<>();
    for (int g = 0; g < groupings.size(); g++) {
      int with = count(predictions.shown(groupings.get(g)));
      results.add(
          new Grouping(
              groupings.get(g),
              with,
              predictions.size() - with,
              samples.get(g).stream().map(each -> each.gap(withIntervals, CONFIDENCE)).toList()));
    }
    return new GroupMetrics(
        predictions.size(), least, resampling(predictions.identities(), bootstrap), results);
  }

  private List<GapSamples> samples(Predictions predictions, String by) {
    boolean[] inGroup = predictions.shown(by);
    return predictions.attributes().stream()
        .filter(attribute -> !attribute.equals(by))
        .map(
            attribute ->
                new GapSamples(
                    attribute,
                    inGroup,
                    predictions.shown(attribute),
                    predictions.predicted(attribute),
                    least,
                    resamples))
        .toList();
  }

  private Resampling resampling(int[] identities, Bootstrap bootstrap) {
    int unknown = (int) Arrays.stream(identities).filter(identity -> identity < 0).count();
    return new Resampling(
        unknown == identities.length ? Unit.FACE : Unit.IDENTITY,
        bootstrap.units(),
        unknown,
        resamples,
        CONFIDENCE,
        seed);
  }

  private static int count(boolean[] values) {
    int count = 0;
    for (boolean value : values) {
      count += value ? 1 : 0;
    }
    return count;
  }
}
