package dev.facet.bench.serving;

import dev.facet.bench.serving.capacity.Arrival;
import dev.facet.bench.serving.capacity.Day;
import dev.facet.bench.serving.capacity.Outcome;
import dev.facet.bench.serving.capacity.Scaling;
import dev.facet.bench.serving.capacity.Simulation;
import dev.facet.bench.serving.capacity.Site;
import dev.facet.bench.serving.load.Pictures;
import dev.facet.bench.serving.process.BenchException;
import dev.facet.bench.serving.rehearsal.Comparison;
import dev.facet.bench.serving.rehearsal.Rehearsal;
import dev.facet.bench.serving.report.Report;
import dev.facet.bench.serving.subject.Function;
import dev.facet.bench.serving.subject.Model;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A recorded day squeezed into minutes, predicted by the capacity model and then rehearsed. */
@Command(
    name = "rehearse",
    description =
        "A recorded day squeezed into minutes: predicts replicas and times of answers, then starts and ends real replicas behind HAProxy as Knative's autoscaler would, and compares.",
    mixinStandardHelpOptions = true)
final class RehearseCommand implements Callable<Integer> {
  private static final int PARTS = 24;

  @Mixin private Function function;
  @Mixin private Model model;
  @Mixin private Pictures pictures;
  @Mixin private RecordedDay recorded;
  @Mixin private ReportOptions options;

  @Option(
      names = "--seconds",
      defaultValue = "300",
      description = "How long the day takes (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--busiest",
      paramLabel = "RATE",
      defaultValue = "20",
      description = "Pictures a second in the fullest hour (default: ${DEFAULT-VALUE}).")
  private double busiest;

  @Option(
      names = "--upload",
      paramLabel = "MS",
      defaultValue = "400",
      description =
          "Mean time of a picture over its sender's link (default: ${DEFAULT-VALUE}): replicas that wait for it leave each other the processors, as those of a cluster do.")
  private double upload;

  @Option(
      names = "--squeeze",
      paramLabel = "FACTOR",
      defaultValue = "10",
      description =
          "By how much the autoscaler's times are shorter than in infra/kubernetes (default: ${DEFAULT-VALUE}).")
  private double squeeze;

  @Option(
      names = "--target",
      defaultValue = "3",
      description = "Requests in flight that a replica is meant for (default: ${DEFAULT-VALUE}).")
  private double target;

  @Option(
      names = "--slots",
      defaultValue = "4",
      description = "Requests that a replica is given at a time (default: ${DEFAULT-VALUE}).")
  private int slots;

  @Option(
      names = "--most",
      defaultValue = "6",
      description = "Replicas at most (default: ${DEFAULT-VALUE}).")
  private int most;

  @Option(
      names = "--seed",
      defaultValue = "20190715",
      description = "Of arrivals and of the simulation (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws InterruptedException {
    Path work = options.work();
    List<byte[]> bodies =
        IntStream.range(0, pictures.files(work).size())
            .mapToObj(i -> pictures.bytes(work, i))
            .toList();
    Day day = recorded.day();
    if (most > 10) {
      throw new BenchException(
          "--most is %d: at most 10 replicas are started on one machine.".formatted(most));
    }
    List<Arrival> arrivals = day.arrivals(seconds, busiest, upload / 1e3, seed);
    Scaling shipped = Scaling.shipped();
    Scaling scaling = shipped.of(target, shipped.utilization(), 0, most).squeezed(squeeze);
    Report report = options.report("A day rehearsed");
    RehearsalPage page = new RehearsalPage(report, seconds, PARTS);
    try (Rehearsal rehearsal =
        new Rehearsal(
            function,
            model,
            most,
            slots,
            i -> bodies.get(i % bodies.size()),
            work.resolve("rehearsal"))) {
      Site site = rehearsal.calibrate(4, 7);
      page.calibrated(site, scaling, model.describe());
      Outcome predicted = new Simulation(site, scaling, 0).run(arrivals, seconds, seed);
      page.predicted(predicted);
      page.sensitivity("a tenth slower", simulate(site.slower(1.1), scaling, arrivals));
      page.sensitivity("a tenth faster", simulate(site.slower(0.9), scaling, arrivals));
      report.save(); // before the day, so that nobody can know better
      Outcome measured = rehearsal.run(arrivals, seconds, scaling, 0);
      Comparison comparison = new Comparison(predicted, measured, seconds, PARTS);
      page.compared(comparison);
      report.save();
      return comparison.misses().isEmpty() ? 0 : 1;
    }
  }

  private Outcome simulate(Site site, Scaling scaling, List<Arrival> arrivals) {
    return new Simulation(site, scaling, 0).run(arrivals, seconds, seed);
  }
}
