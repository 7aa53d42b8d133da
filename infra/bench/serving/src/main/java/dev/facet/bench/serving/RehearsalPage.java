package dev.facet.bench.serving;

import static dev.facet.bench.serving.report.Numbers.brief;
import static dev.facet.bench.serving.report.Numbers.median;
import static dev.facet.bench.serving.report.Numbers.percent;

import dev.facet.bench.serving.capacity.Outcome;
import dev.facet.bench.serving.capacity.Scaling;
import dev.facet.bench.serving.capacity.Site;
import dev.facet.bench.serving.rehearsal.Comparison;
import dev.facet.bench.serving.report.Lines;
import dev.facet.bench.serving.report.Numbers;
import dev.facet.bench.serving.report.Report;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The page on a rehearsal: what was measured before, what was predicted, what came. */
final class RehearsalPage {
  private final Report report;
  private final double seconds;
  private final int parts;

  RehearsalPage(Report report, double seconds, int parts) {
    this.report = report;
    this.seconds = seconds;
    this.parts = parts;
  }

  void calibrated(Site site, Scaling scaling, String model) {
    report.say(
        "**Measured before, of %s**: a picture takes %s ms alone (median of %d; mean %s, deviation %s of it), %s times as long with 1, 2, 3 ... at a time. A replica is ready %s ms after its start, in which %s processors are busy; its first requests take %s ms longer."
            .formatted(
                model,
                brief(1e3 * median(site.services())),
                site.services().size(),
                brief(1e3 * site.service()),
                brief(site.variation()),
                list(site.slowdown().factors(), 1),
                brief(1e3 * site.start()),
                brief(site.startDemand()),
                list(site.fresh(), 1e3)));
    report.say(
        "Autoscaler: a replica for every %s requests in flight, windows of %s and %s s, a decision every %s s, delay %s s, last replica stays %s s, %d replicas at most, %d requests at a time each."
            .formatted(
                brief(scaling.perReplica()),
                brief(scaling.window()),
                brief(scaling.panicWindow()),
                brief(scaling.tick()),
                brief(scaling.delay()),
                brief(Math.max(scaling.retention(), scaling.grace())),
                scaling.most(),
                site.slots()));
  }

  void predicted(Outcome day) {
    report.say(
        "**Predicted** for %d pictures in %s s: at most %d replicas, p95 %s ms, %d refused, %d lost, %d times back from zero. Replicas by part of the day: %s."
            .formatted(
                day.answers().size(),
                brief(seconds),
                day.most(),
                milliseconds(Outcome.percentile(day.answers(), Outcome.Answer::time, 0.95)),
                day.refused(),
                day.lost(),
                day.returnsFromZero(),
                replicas(day)));
  }

  void sensitivity(String what, Outcome day) {
    report.say(
        "Were everything %s: p95 %s ms, replicas %s."
            .formatted(
                what,
                milliseconds(Outcome.percentile(day.answers(), Outcome.Answer::time, 0.95)),
                replicas(day)));
  }

  void compared(Comparison comparison) {
    Outcome measured = comparison.measured();
    List<String> misses = comparison.misses();
    report.say(
        "**%s** Replicas differ by %s at most; p95 of the day %s ms (predicted %s, %s), of its warm parts %s ms (predicted %s, %s), of the day beyond the senders' links %s ms (predicted %s); %d of %d requests lost, %d refused; %d times back from zero; at most %d replicas."
            .formatted(
                misses.isEmpty() ? "As predicted." : "Missed: " + String.join(", ", misses) + ".",
                brief(comparison.worstReplicas()),
                milliseconds(comparison.measuredP95()),
                milliseconds(comparison.predictedP95()),
                percent(comparison.differenceP95()),
                milliseconds(comparison.warmP95(measured)),
                milliseconds(comparison.warmP95(comparison.predicted())),
                percent(comparison.differenceWarmP95()),
                milliseconds(Comparison.beyondP95(measured)),
                milliseconds(Comparison.beyondP95(comparison.predicted())),
                measured.lost(),
                measured.answers().size(),
                measured.refused(),
                measured.returnsFromZero(),
                measured.most()));
    report.table(
        List.of("from s", "sent", "replicas predicted", "measured", "p95 ms predicted", "measured"),
        comparison.all().stream().map(RehearsalPage::row).toList());
    pictures(comparison);
  }

  private static List<String> row(Comparison.Part part) {
    return List.of(
        brief(part.from()),
        Integer.toString(part.sent()),
        brief(part.predictedReplicas()),
        brief(part.measuredReplicas()),
        milliseconds(part.predictedP95()),
        milliseconds(part.measuredP95()));
  }

  private void pictures(Comparison comparison) {
    int steps = (int) (2 * seconds);
    List<Double> x = IntStream.range(0, steps).mapToObj(i -> i / 2.0).toList();
    Map<String, List<Double>> replicas = new LinkedHashMap<>();
    replicas.put("predicted", levels(comparison.predicted(), x));
    replicas.put("measured", levels(comparison.measured(), x));
    report.picture("replicas", Lines.of("Replicas that are ready", "s", "", x, replicas));
    List<Comparison.Part> all = comparison.all();
    List<Double> from = all.stream().map(Comparison.Part::from).toList();
    double length = seconds / parts;
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    rates.put("sent", all.stream().map(one -> one.sent() / length).toList());
    report.picture("rate", Lines.of("Pictures a second", "s", "1/s", from, rates));
    Map<String, List<Double>> times = new LinkedHashMap<>();
    times.put("predicted", all.stream().map(one -> orZero(1e3 * one.predictedP95())).toList());
    times.put("measured", all.stream().map(one -> orZero(1e3 * one.measuredP95())).toList());
    report.picture("p95", Lines.of("95th percentile of times of answers", "s", "ms", from, times));
  }

  private static List<Double> levels(Outcome day, List<Double> x) {
    return x.stream().map(at -> day.replicas(at, at + 0.5)).toList();
  }

  private static double orZero(double value) {
    return Double.isNaN(value) ? 0 : value;
  }

  private String replicas(Outcome day) {
    double length = seconds / parts;
    return list(
        IntStream.range(0, parts)
            .mapToObj(i -> day.replicas(i * length, (i + 1) * length))
            .toList(),
        1);
  }

  private static String list(List<Double> values, double factor) {
    return values.stream()
        .map(one -> Numbers.brief(factor * one))
        .collect(Collectors.joining(", "));
  }

  private static String milliseconds(double value) {
    return Double.isNaN(value) ? "" : brief(1e3 * value);
  }
}
