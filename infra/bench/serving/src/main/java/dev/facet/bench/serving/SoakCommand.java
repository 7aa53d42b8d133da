package dev.facet.bench.serving;

import static dev.facet.bench.serving.report.Numbers.brief;
import static dev.facet.bench.serving.report.Numbers.median;
import static dev.facet.bench.serving.report.Numbers.percent;

import dev.facet.bench.serving.load.Pictures;
import dev.facet.bench.serving.process.MemoryLog;
import dev.facet.bench.serving.process.Usage;
import dev.facet.bench.serving.report.Lines;
import dev.facet.bench.serving.report.Report;
import dev.facet.bench.serving.subject.Function;
import dev.facet.bench.serving.subject.Model;
import dev.facet.bench.serving.subject.Subject;
import dev.facet.bench.serving.traffic.Calls;
import dev.facet.bench.serving.traffic.Mixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A long time of good and hostile traffic. */
@Command(
    name = "soak",
    description =
        "Good and hostile requests for a long time: every status as expected, memory flat, no descriptor left open.",
    mixinStandardHelpOptions = true)
final class SoakCommand implements Callable<Integer> {
  private static final double GROWTH = 0.03;

  @Mixin private Function function;
  @Mixin private Model model;
  @Mixin private Pictures pictures;
  @Mixin private ReportOptions options;

  @Option(
      names = "--requests",
      paramLabel = "N",
      defaultValue = "200000",
      description = "How many count (default: ${DEFAULT-VALUE}).")
  private long requests;

  @Option(
      names = "--warm-up-requests",
      paramLabel = "N",
      defaultValue = "4000",
      description = "How many are sent before (default: ${DEFAULT-VALUE}).")
  private long warmUp;

  @Option(
      names = "--callers",
      defaultValue = "8",
      description = "How many send at a time (default: ${DEFAULT-VALUE}).")
  private int callers;

  @Option(
      names = "--hostility",
      defaultValue = "0.3",
      description = "The share of hostile requests (default: ${DEFAULT-VALUE}).")
  private double hostility;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "The same seed sends the same requests (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path work = options.work();
    List<byte[]> some = IntStream.range(0, 3).mapToObj(i -> pictures.bytes(work, i)).toList();
    try (Subject subject = function.start(work, model).awaitAnswer(some.getFirst())) {
      Mixture mixture =
          new Mixture(subject.root(), Calls.good(some), Calls.hostile(some.getFirst()), hostility);
      mixture.send(callers, warmUp, -seed);
      new Mixture(subject.root(), List.of(Calls.camera()), List.of(), 0).send(50, 50, seed);
      int before = settledDescriptors(subject, 0);
      long begin = System.nanoTime();
      try (MemoryLog memory = new MemoryLog(subject.child())) {
        mixture.send(callers, requests, seed);
        double seconds = (System.nanoTime() - begin) * 1e-9;
        int after = settledDescriptors(subject, before);
        return report(mixture, memory, seconds, before, after) ? ExitCode.OK : ExitCode.SOFTWARE;
      }
    }
  }

  /** Sockets that the other side has closed are gone a moment later. */
  private static int settledDescriptors(Subject subject, int most) throws InterruptedException {
    int open = Usage.openDescriptors(subject.child());
    for (int i = 0; i < 50 && (open > most || i < 20); i++) {
      Thread.sleep(100);
      open = Usage.openDescriptors(subject.child());
    }
    return open;
  }

  private boolean report(Mixture mixture, MemoryLog memory, double seconds, int before, int after) {
    double second = median(memory.quarter(1));
    double last = median(memory.quarter(3));
    double growth = last / second - 1;
    Report report = options.report("A long time of good and hostile traffic");
    report.say(
        "**%d requests in %s s: %d answers not as expected, memory %s from the second quarter to the last (%s to %s MB), open descriptors %d before and %d after.** %d were refused with 503 and Retry-After."
            .formatted(
                requests,
                brief(seconds),
                mixture.complaints().size(),
                (growth < 0 ? "" : "+") + percent(growth),
                brief(second),
                brief(last),
                before,
                after,
                mixture.refused()));
    mixture.complaints().forEach(report::say);
    List<Double> time =
        IntStream.range(0, memory.megabytes().size()).mapToObj(i -> (double) i).toList();
    report.picture(
        "memory",
        Lines.of("Resident memory", "seconds", "MB", time, Map.of("resident", memory.megabytes())));
    List<List<String>> rows = new ArrayList<>();
    new TreeMap<>(mixture.answers())
        .forEach((name, count) -> rows.add(List.of(name, Long.toString(count))));
    report.table(List.of("request", "answered as expected"), rows);
    report.say(
        "%d callers, %s of the requests hostile, seed %d, after %d requests and 50 pictures of 24 megapixels at once that do not count. The function by %s."
            .formatted(callers, percent(hostility), seed, warmUp, function.description()));
    report.save();
    return mixture.complaints().isEmpty() && growth <= GROWTH && after <= before;
  }
}
