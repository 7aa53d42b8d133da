package dev.facet.bench.serving;

import static dev.facet.bench.serving.report.Numbers.brief;
import static dev.facet.bench.serving.report.Numbers.median;

import dev.facet.bench.serving.load.Pictures;
import dev.facet.bench.serving.process.BenchException;
import dev.facet.bench.serving.process.Child;
import dev.facet.bench.serving.process.MemoryLog;
import dev.facet.bench.serving.process.Usage;
import dev.facet.bench.serving.report.Report;
import dev.facet.bench.serving.subject.Function;
import dev.facet.bench.serving.subject.Model;
import dev.facet.bench.serving.subject.Subject;
import dev.facet.bench.serving.traffic.RawCaller;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How soon the function answers, and how much memory it takes. */
@Command(
    name = "start",
    description =
        "From the start of the process to the first answered picture, and resident memory idle and under load.",
    mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int IDLE_MILLIS = 3000;

  @Mixin private Function function;
  @Mixin private Model model;
  @Mixin private Pictures pictures;
  @Mixin private Load load;
  @Mixin private ReportOptions options;

  @Option(names = "--starts", defaultValue = "15", description = "How often (default: 15).")
  private int starts;

  private final List<Double> milliseconds = new ArrayList<>();
  private final List<Double> processor = new ArrayList<>();
  private final List<Double> idle = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path work = options.work();
    List<Double> loaded = List.of();
    for (int i = 0; i < starts; i++) {
      long begin = System.nanoTime();
      try (Subject subject = function.start(work, model)) {
        awaitFirstAnswer(subject, pictures.bytes(work, i));
        milliseconds.add((System.nanoTime() - begin) * 1e-6);
        processor.add(1e3 * Usage.processorSeconds(subject.child()));
        Thread.sleep(IDLE_MILLIS);
        idle.add(Usage.residentMegabytes(subject.child()));
        if (i == starts - 1) {
          loaded = memoryUnderLoad(subject);
        }
      }
    }
    report(loaded);
    return 0;
  }

  private static void awaitFirstAnswer(Subject subject, byte[] picture)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try (RawCaller caller = new RawCaller(subject.root(), false)) {
      byte[] request = caller.request(subject.path(), picture);
      while (caller.send(request) != RawCaller.End.ANSWERED || caller.status() != 200) {
        if (System.nanoTime() > end || !subject.child().isAlive()) {
          throw new BenchException(
              "The function does not answer; it said: "
                  + Child.lastLines(subject.child().output()));
        }
        Thread.sleep(1);
      }
    }
  }

  private List<Double> memoryUnderLoad(Subject subject) {
    Path work = options.work();
    try (MemoryLog memory = new MemoryLog(subject.child())) {
      load.closed(work).run(subject, pictures.index(work), load.warmUp().plus(load.time()));
      return memory.megabytes();
    }
  }

  private void report(List<Double> loaded) {
    Report report = options.report("Start and memory");
    report.say(
        "**%s ms from the start of the process to the first answered picture** (median of %d; shortest %s, longest %s), of which the processors worked %s ms."
            .formatted(
                brief(median(milliseconds)),
                starts,
                brief(Collections.min(milliseconds)),
                brief(Collections.max(milliseconds)),
                brief(median(processor))));
    report.say(
        "**Resident memory: %s MB idle** (median, %d s after the first answer), **%s MB at most under load** (%d callers, %d s)."
            .formatted(
                brief(median(idle)),
                IDLE_MILLIS / 1000,
                brief(Collections.max(loaded)),
                load.callers(),
                load.warmUp().plus(load.time()).toSeconds()));
    report.say("MB are 10^6 bytes of VmRSS. The function by %s.".formatted(function.description()));
    report.save();
  }
}
