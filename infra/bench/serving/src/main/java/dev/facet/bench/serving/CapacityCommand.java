package dev.facet.bench.serving;

import static dev.facet.bench.serving.report.Numbers.brief;
import static dev.facet.bench.serving.report.Numbers.percent;

import dev.facet.bench.serving.capacity.Cost;
import dev.facet.bench.serving.capacity.Day;
import dev.facet.bench.serving.capacity.Scaling;
import dev.facet.bench.serving.capacity.Sizing;
import dev.facet.bench.serving.report.Report;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Replicas, times of answers and cost of some rates, on paper. */
@Command(
    name = "capacity",
    description =
        "Replicas, times of answers and cost of a million images at some rates, by the settings of infra/kubernetes. Starts nothing.",
    mixinStandardHelpOptions = true)
final class CapacityCommand implements Callable<Integer> {
  @Mixin private RecordedDay recorded;
  @Mixin private ReportOptions options;

  @Option(
      names = "--rates",
      split = ",",
      defaultValue = "1,100,10000",
      description = "Images a second (default: ${DEFAULT-VALUE}).")
  private List<Double> rates;

  @Option(
      names = "--service",
      paramLabel = "MS",
      defaultValue = "1.84",
      description =
          "Processor time of an image (default: ${DEFAULT-VALUE}, the shipped model in record 23).")
  private double milliseconds;

  @Option(
      names = "--variation",
      defaultValue = "0.57",
      description =
          "Its standard deviation divided by its mean (default: ${DEFAULT-VALUE}, measured by rehearse, record 27).")
  private double variation;

  @Option(
      names = "--start",
      paramLabel = "MS",
      defaultValue = "536",
      description =
          "From the start of a process to its first answer (default: ${DEFAULT-VALUE}, record 23); a cluster adds scheduling and images.")
  private double start;

  @Option(
      names = "--target",
      defaultValue = "8",
      description = "Requests in flight that a replica is meant for (default: ${DEFAULT-VALUE}).")
  private double target;

  @Option(
      names = "--processors",
      defaultValue = "2",
      description = "vCPU of a replica (default: ${DEFAULT-VALUE}).")
  private int processors;

  @Option(
      names = "--memory",
      paramLabel = "GIB",
      defaultValue = "0.5",
      description = "Memory of a replica in GiB (default: ${DEFAULT-VALUE}).")
  private double memory;

  @Option(
      names = "--price-vcpu",
      paramLabel = "USD",
      defaultValue = "0.000018",
      description =
          "Of a vCPU for a second (default: ${DEFAULT-VALUE}, Cloud Run tier 1 with CPU always allocated, cloud.google.com/run/pricing, read 2026-11-24).")
  private double processorPrice;

  @Option(
      names = "--price-gib",
      paramLabel = "USD",
      defaultValue = "0.000002",
      description = "Of a GiB of memory for a second (default: ${DEFAULT-VALUE}, same source).")
  private double memoryPrice;

  @Override
  public Integer call() {
    Scaling shipped = Scaling.shipped();
    Scaling scaling = shipped.of(target, shipped.utilization(), 0, shipped.most());
    Scaling kept = shipped.of(target, shipped.utilization(), 1, shipped.most());
    Cost cost = new Cost(processorPrice, memoryPrice, processors, memory);
    Day day = recorded.day();
    double lingering =
        scaling.window() + scaling.delay() + Math.max(scaling.retention(), scaling.grace());
    Report report = options.report("Capacity on paper");
    report.say(
        "An image takes %s ms of a processor, a replica has %d, and one is wanted for every %s requests in flight; a start takes %s ms. USD %s a replica and hour."
            .formatted(
                brief(milliseconds),
                processors,
                brief(scaling.perReplica()),
                brief(start),
                brief(3600 * cost.replicaSecond())));
    Sizing sizing = new Sizing(scaling, milliseconds / 1e3, variation, processors);
    Sizing never = new Sizing(kept, milliseconds / 1e3, variation, processors);
    report.table(
        List.of(
            "images/s",
            "replicas",
            "processors busy",
            "p50 ms",
            "p95 ms",
            "first after zero ms",
            "USD per million, even",
            "recorded day, to zero",
            "recorded day, never zero"),
        rates.stream()
            .map(
                rate -> {
                  Sizing.Result result = sizing.of(rate);
                  return List.of(
                      "%,.0f".formatted(rate),
                      result.replicas() + (result.replicas() > scaling.most() ? " (*)" : ""),
                      percent(result.utilization()),
                      brief(1e3 * result.times().p50()),
                      brief(1e3 * result.times().p95()),
                      brief(start + milliseconds),
                      "%.3f".formatted(cost.million(result.replicas(), rate)),
                      "%.3f".formatted(cost.million(sizing, day, rate, lingering)),
                      "%.3f".formatted(cost.million(never, day, rate, lingering)));
                })
            .toList());
    report.say(
        "(*) more than max-scale, %d. On the recorded day the rate is that of its fullest hour."
            .formatted(scaling.most()));
    report.save();
    return 0;
  }
}
