package dev.facet.trainer.evaluate.verification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The whole ROC curve as counts: point 0 accepts nothing, each further point one more of the
 * distinct similarities, the last one everything.
 */
final class RocCurve {
  private static final int POINTS_PER_DECADE = 20;

  private final double[] thresholds;
  private final int[] falseAccepts;
  private final int[] trueAccepts;
  private final int positives;
  private final int negatives;

  RocCurve(RankedPairs pairs) {
    double[] at = new double[pairs.size() + 1];
    int[] wrong = new int[pairs.size() + 1];
    int[] right = new int[pairs.size() + 1];
    at[0] = pairs.aboveAll();
    int points = 1;
    int accepted = 0;
    for (int i = 0; i < pairs.size(); i++) {
      accepted += pairs.same(i) ? 1 : 0;
      boolean stepEnds = i + 1 == pairs.size() || pairs.similarity(i + 1) != pairs.similarity(i);
      if (stepEnds) {
        at[points] = pairs.similarity(i);
        right[points] = accepted;
        wrong[points] = i + 1 - accepted;
        points++;
      }
    }
    thresholds = Arrays.copyOf(at, points);
    falseAccepts = Arrays.copyOf(wrong, points);
    trueAccepts = Arrays.copyOf(right, points);
    positives = accepted;
    negatives = pairs.size() - accepted;
  }

  /** The area under the curve, with straight lines across steps of equal similarity. */
  double area() {
    long twice = 0;
    for (int i = 1; i < thresholds.length; i++) {
      twice +=
          (long) (falseAccepts[i] - falseAccepts[i - 1]) * (trueAccepts[i] + trueAccepts[i - 1]);
    }
    return twice / (2.0 * positives * negatives);
  }

  EqualError equalError() {
    int best = 0;
    long least = Long.MAX_VALUE;
    for (int i = 0; i < thresholds.length; i++) {
      long difference =
          Math.abs(
              (long) falseAccepts[i] * positives - (long) (positives - trueAccepts[i]) * negatives);
      if (difference < least) {
        least = difference;
        best = i;
      }
    }
    RocPoint point = point(best);
    double falseRejectRate = (double) (positives - trueAccepts[best]) / positives;
    return new EqualError(
        (point.falseAcceptRate() + falseRejectRate) / 2,
        point.threshold(),
        point.falseAcceptRate(),
        falseRejectRate);
  }

  /**
   * The true accept rate at a false accept rate of {@code 10^-decades}.
   *
   * @param decades 0 or more
   */
  TarAtFar tarAt(int decades) {
    int power = Math.powExact(10, decades);
    // The division of whole numbers is exact, where 1e-3 * 3000 need not be.
    int allowed = negatives / power;
    double falseAcceptRate = 1.0 / power;
    if (allowed == 0) {
      return new TarAtFar(falseAcceptRate, OptionalDouble.empty(), OptionalDouble.empty(), 0);
    }
    int last = lastWithin(allowed);
    return new TarAtFar(
        falseAcceptRate,
        OptionalDouble.of((double) trueAccepts[last] / positives),
        OptionalDouble.of(thresholds[last]),
        falseAccepts[last]);
  }

  /** A few of the points, see {@link VerificationMetrics#curve()}. */
  List<RocPoint> thinned() {
    List<RocPoint> points = new ArrayList<>();
    points.add(point(0));
    int before = 0;
    int steps = (int) Math.ceil(POINTS_PER_DECADE * Math.log10(negatives)) + 1;
    for (int step = -steps; step <= 0; step++) {
      double rate = StrictMath.pow(10, (double) step / POINTS_PER_DECADE);
      int index = lastWithin((int) Math.floor(rate * negatives));
      if (index > before) {
        points.add(point(index));
        before = index;
      }
    }
    return List.copyOf(points);
  }

  /** The last point that accepts at most so many pairs of different persons. */
  private int lastWithin(int allowed) {
    int low = 0;
    int high = thresholds.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (falseAccepts[middle] <= allowed) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private RocPoint point(int index) {
    return new RocPoint(
        thresholds[index],
        (double) falseAccepts[index] / negatives,
        (double) trueAccepts[index] / positives);
  }
}
