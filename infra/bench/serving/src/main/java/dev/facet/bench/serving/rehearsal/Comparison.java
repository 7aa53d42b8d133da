package dev.facet.bench.serving.rehearsal;

import dev.facet.bench.serving.capacity.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What was predicted beside what was measured, in equal parts of the day.
 *
 * @param predicted by the simulation
 * @param measured by the rehearsal
 * @param seconds of the day
 * @param parts of the day
 */
public record Comparison(Outcome predicted, Outcome measured, double seconds, int parts) {
  /** Replicas may differ by as much, as means of each part. */
  public static final double REPLICAS = 1;

  /** The 95th percentile may differ by this share. */
  public static final double P95 = 0.25;

  /**
   * A part of the day; replicas are means, times seconds (NaN where nothing was sent).
   *
   * @param from seconds since the begin
   * @param warm whether the model has a replica ready all the time
   */
  public record Part(
      double from,
      int sent,
      double predictedReplicas,
      double measuredReplicas,
      double predictedP95,
      double measuredP95,
      boolean warm) {
    /** How many replicas more were measured than predicted, negative for fewer. */
    public double difference() {
      return measuredReplicas - predictedReplicas;
    }
  }

  /** The parts in order. */
  public List<Part> all() {
    double length = seconds / parts;
    return IntStream.range(0, parts).mapToObj(i -> part(i * length, (i + 1) * length)).toList();
  }

  /** The largest difference of replicas. */
  public double worstReplicas() {
    return all().stream().mapToDouble(one -> Math.abs(one.difference())).max().orElse(0);
  }

  /** Predicted 95th percentile of the day. */
  public double predictedP95() {
    return Outcome.percentile(predicted.answers(), Outcome.Answer::time, 0.95);
  }

  /** Measured 95th percentile of the day. */
  public double measuredP95() {
    return Outcome.percentile(measured.answers(), Outcome.Answer::time, 0.95);
  }

  /** 95th percentile of the day without the time over the senders' links. */
  public static double beyondP95(Outcome of) {
    return Outcome.percentile(of.answers(), Outcome.Answer::beyond, 0.95);
  }

  /** Measured percentile divided by the predicted one, less 1. */
  public double differenceP95() {
    return measuredP95() / predictedP95() - 1;
  }

  /** 95th percentile of those parts of the day in which the model has a replica all the time. */
  public double warmP95(Outcome of) {
    double length = seconds / parts;
    return Outcome.percentile(
        all().stream()
            .filter(Part::warm)
            .flatMap(one -> of.due(one.from(), one.from() + length).stream())
            .toList(),
        Outcome.Answer::time,
        0.95);
  }

  /** Measured percentile of the warm parts divided by the predicted one, less 1. */
  public double differenceWarmP95() {
    return warmP95(measured) / warmP95(predicted) - 1;
  }

  /** What was promised and not kept, a sentence each. */
  public List<String> misses() {
    List<String> misses = new ArrayList<>();
    if (worstReplicas() > REPLICAS) {
      misses.add("replicas differ by more than one");
    }
    if (!(Math.abs(differenceP95()) <= P95)) {
      misses.add("the 95th percentile differs by more than 25 %");
    }
    if (measured.lost() > 0) {
      misses.add("requests were lost");
    }
    if (measured.refused() != predicted.refused()) {
      misses.add("another number of requests was refused than predicted");
    }
    return misses;
  }

  private Part part(double from, double to) {
    return new Part(
        from,
        measured.due(from, to).size(),
        predicted.replicas(from, to),
        measured.replicas(from, to),
        Outcome.percentile(predicted.due(from, to), Outcome.Answer::time, 0.95),
        Outcome.percentile(measured.due(from, to), Outcome.Answer::time, 0.95),
        predicted.fewest(from, to) > 0);
  }
}
