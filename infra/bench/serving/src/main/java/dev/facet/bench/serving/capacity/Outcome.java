package dev.facet.bench.serving.capacity;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What came of a day, whether it was simulated or rehearsed; times in seconds since its begin.
 *
 * @param answers by the time at which the request was due
 * @param levels replicas that were ready, whenever that was looked at, in order
 */
public record Outcome(List<Answer> answers, List<Level> levels) {
  /**
   * An answer.
   *
   * @param sent when the request was due
   * @param upload how long its picture took over the sender's link
   * @param time from then until the answer
   * @param status of HTTP, 0 if none came
   */
  public record Answer(double sent, double upload, double time, int status) {
    /** What it took beyond the sender's link. */
    public double beyond() {
      return time - upload;
    }
  }

  /**
   * Replicas at a time.
   *
   * @param replicas that are ready
   * @param concurrency requests in flight
   */
  public record Level(double time, int replicas, double concurrency) {}

  /** Makes the lists their own. */
  public Outcome {
    answers = List.copyOf(answers);
    levels = List.copyOf(levels);
  }

  /** Mean number of ready replicas between two times; 0 if nobody looked. */
  public double replicas(double from, double to) {
    return between(from, to).stream().mapToInt(Level::replicas).average().orElse(0);
  }

  /** The fewest replicas between two times; 0 if nobody looked. */
  public int fewest(double from, double to) {
    return between(from, to).stream().mapToInt(Level::replicas).min().orElse(0);
  }

  /** The most replicas of the day. */
  public int most() {
    return levels.stream().mapToInt(Level::replicas).max().orElse(0);
  }

  /** Answers to what was due between two times. */
  public List<Answer> due(double from, double to) {
    return answers.stream().filter(one -> one.sent() >= from && one.sent() < to).toList();
  }

  /** How often replicas went from none to some. */
  public int returnsFromZero() {
    int returns = 0;
    for (int i = 1; i < levels.size(); i++) {
      if (levels.get(i - 1).replicas() == 0 && levels.get(i).replicas() > 0) {
        returns++;
      }
    }
    return returns;
  }

  /** Requests that were refused, answered 429 or 503. */
  public long refused() {
    return answers.stream().filter(one -> one.status() == 429 || one.status() == 503).count();
  }

  /** Requests that were answered neither 200 nor with a refusal. */
  public long lost() {
    return answers.stream().filter(one -> one.status() != 200).count() - refused();
  }

  /**
   * The time within which a share of answers came, by nearest rank.
   *
   * @param time such as {@link Answer#time}
   * @param share such as 0.95
   * @return seconds; NaN if there are no answers
   */
  public static double percentile(
      List<Answer> answers, ToDoubleFunction<Answer> time, double share) {
    double[] times = answers.stream().mapToDouble(time).sorted().toArray();
    return times.length == 0
        ? Double.NaN
        : times[Math.max(0, (int) Math.ceil(share * times.length) - 1)];
  }

  private List<Level> between(double from, double to) {
    return levels.stream().filter(one -> one.time() >= from && one.time() < to).toList();
  }
}
