package dev.facet.bench.serving;

import static dev.facet.bench.serving.report.Numbers.brief;
import static dev.facet.bench.serving.report.Numbers.median;

import dev.facet.bench.serving.load.Pictures;
import dev.facet.bench.serving.process.BenchException;
import dev.facet.bench.serving.process.Usage;
import dev.facet.bench.serving.report.Report;
import dev.facet.bench.serving.subject.Function;
import dev.facet.bench.serving.subject.Model;
import dev.facet.bench.serving.subject.Subject;
import dev.facet.bench.serving.swap.Shelf;
import dev.facet.bench.serving.traffic.Crowd;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** New versions of a model while it is asked. */
@Command(
    name = "swap",
    description =
        "Exchanges the model under load: not one error, every version answers, a corrupt one never.",
    mixinStandardHelpOptions = true)
final class SwapCommand implements Callable<Integer> {
  private static final Pattern VERSION = Pattern.compile("\"version\"\\s*:\\s*\"([^\"]+)\"");
  private static final int PATIENCE_MILLIS = 60_000;
  private static final int LOOKS = 5;

  @Mixin private Function function;
  @Mixin private Model model;
  @Mixin private Pictures pictures;
  @Mixin private ReportOptions options;

  @Option(names = "--swaps", defaultValue = "50", description = "How often (default: 50).")
  private int swaps;

  @Option(
      names = "--callers",
      defaultValue = "8",
      description = "Callers, half of whom keep their connections (default: 8).")
  private int callers;

  @Option(
      names = "--watch",
      paramLabel = "MILLIS",
      defaultValue = "200",
      description = "facet.watch of the function (default: ${DEFAULT-VALUE}).")
  private int watch;

  private final Map<String, Long> answers = new ConcurrentSkipListMap<>();
  private final List<Double> delays = new ArrayList<>();

  @Override
  public Integer call() throws InterruptedException {
    Path work = options.work();
    List<byte[]> some = IntStream.range(0, 50).mapToObj(i -> pictures.bytes(work, i)).toList();
    Shelf shelf = new Shelf(model.folder(), work.resolve("shelf"));
    shelf.put(version(0));
    List<String> flags =
        List.of("-Dfacet.bundles=" + shelf.folder(), "-Dfacet.watch=%dms".formatted(watch));
    Map<String, Long> ends;
    double before;
    double after;
    try (Subject subject = function.start(work, flags).awaitAnswer(some.getFirst())) {
      Crowd crowd = new Crowd(subject.root(), subject.path(), some, callers, this::answered);
      try (crowd) {
        awaitVersion(version(0));
        before = Usage.residentMegabytes(subject.child());
        for (int i = 1; i <= swaps; i++) {
          swap(shelf, i);
        }
        after = Usage.residentMegabytes(subject.child());
        shelf.putCorrupt(corrupt());
        Thread.sleep((long) LOOKS * watch + 2000);
      }
      ends = crowd.ends();
    }
    return report(ends, before, after) ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private void swap(Shelf shelf, int number) throws InterruptedException {
    long begin = System.nanoTime();
    shelf.put(version(number));
    awaitVersion(version(number));
    delays.add((System.nanoTime() - begin) * 1e-6);
    shelf.remove(version(number - 1));
  }

  private static String version(int number) {
    return "9.0." + number;
  }

  private String corrupt() {
    return version(swaps + 1);
  }

  /** The first version in an answer is that of the model. */
  private void answered(String body) {
    Matcher version = VERSION.matcher(body);
    answers.merge(version.find() ? version.group(1) : "none", 1L, Long::sum);
  }

  private void awaitVersion(String version) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
    while (!answers.containsKey(version)) {
      if (System.nanoTime() > end) {
        throw new BenchException(
            "Version %s was not served within %d s.".formatted(version, PATIENCE_MILLIS / 1000));
      }
      Thread.sleep(5);
    }
  }

  private boolean report(Map<String, Long> ends, double before, double after) {
    long bad =
        ends.entrySet().stream()
            .filter(end -> !end.getKey().startsWith("200"))
            .mapToLong(Map.Entry::getValue)
            .sum();
    long ofCorrupt = answers.getOrDefault(corrupt(), 0L);
    Report report = options.report("Exchanging models under load");
    report.say(
        "**%d exchanges, %d answers that were not 200, %d by the corrupt version.** A version answered %s ms after it was put there (median; facet.watch=%dms), %s ms at the latest."
            .formatted(
                swaps,
                bad,
                ofCorrupt,
                brief(median(delays)),
                watch,
                brief(delays.stream().mapToDouble(Double::doubleValue).max().orElseThrow())));
    report.say(
        "Resident memory %s MB before the first exchange, %s MB after the last."
            .formatted(brief(before), brief(after)));
    report.table(
        List.of("end of a request", "how often"),
        ends.entrySet().stream()
            .map(end -> List.of(end.getKey(), Long.toString(end.getValue())))
            .toList());
    report.say(
        "%d callers who send without a pause; %d versions answered. The function by %s."
            .formatted(callers, answers.size(), function.description()));
    report.save();
    return bad == 0 && ofCorrupt == 0;
  }
}
