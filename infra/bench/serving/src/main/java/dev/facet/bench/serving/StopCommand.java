package dev.facet.bench.serving;

import static dev.facet.bench.serving.report.Numbers.brief;

import dev.facet.bench.serving.load.Pictures;
import dev.facet.bench.serving.process.BenchException;
import dev.facet.bench.serving.report.Report;
import dev.facet.bench.serving.subject.Function;
import dev.facet.bench.serving.subject.Model;
import dev.facet.bench.serving.subject.Subject;
import dev.facet.bench.serving.traffic.Crowd;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** SIGTERM in the middle of the work. */
@Command(
    name = "stop",
    description =
        "Stops the function under load: every request that was taken is answered, and it exits with 0 in time.",
    mixinStandardHelpOptions = true)
final class StopCommand implements Callable<Integer> {
  @Mixin private Function function;
  @Mixin private Model model;
  @Mixin private Pictures pictures;
  @Mixin private ReportOptions options;

  @Option(names = "--stops", defaultValue = "20", description = "How often (default: 20).")
  private int stops;

  @Option(
      names = "--callers",
      defaultValue = "16",
      description = "Callers, half of whom keep their connections (default: 16).")
  private int callers;

  @Option(
      names = "--within",
      paramLabel = "SECONDS",
      defaultValue = "40",
      description = "How long a stop may take (default: 40).")
  private int within;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Decides at which moments it is stopped (default: 1).")
  private long seed;

  private final Map<String, Long> ends = new TreeMap<>();
  private final List<Double> seconds = new ArrayList<>();
  private final Map<String, Long> exits = new TreeMap<>();
  private long taken;
  private long answered;
  private int silent;

  /** What the function says at its end. */
  private static final Pattern LAST_WORD =
      Pattern.compile("took (?<taken>\\d+) requests and answered (?<answered>\\d+)");

  @Override
  public Integer call() throws InterruptedException {
    Path work = options.work();
    List<byte[]> some = IntStream.range(0, 50).mapToObj(i -> pictures.bytes(work, i)).toList();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < stops; i++) {
      try (Subject subject = function.start(work, model).awaitAnswer(some.getFirst());
          Crowd crowd = new Crowd(subject.root(), subject.path(), some, callers, body -> {})) {
        Thread.sleep(1000 + random.nextInt(2000));
        stop(subject);
        crowd.ends().forEach((end, count) -> ends.merge(end, count, Long::sum));
      }
    }
    return report() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private void stop(Subject subject) {
    long begin = System.nanoTime();
    subject.child().terminate();
    String exit;
    try {
      exit = "status " + subject.child().await(Duration.ofSeconds(within));
    } catch (BenchException late) {
      exit = "not in time";
    }
    exits.merge(exit, 1L, Long::sum);
    Matcher said = LAST_WORD.matcher(subject.child().output());
    if (said.find()) {
      taken += Long.parseLong(said.group("taken"));
      answered += Long.parseLong(said.group("answered"));
    } else {
      silent++;
    }
    seconds.add((System.nanoTime() - begin) * 1e-9);
  }

  private boolean report() {
    long unanswered = counted("LOST") + counted("CUT_OFF");
    long lost = taken - answered;
    boolean clean = exits.keySet().equals(java.util.Set.of("status 0"));
    Report report = options.report("Stopping under load");
    report.say(
        "**%d of %d requests lost that the function took, in %d stops**; exits: %s; the longest stop took %s s. %d more were sent and not answered: the system had connected them, and the port closed before the function accepted them."
            .formatted(
                lost, taken, stops, exits, brief(Collections.max(seconds)), unanswered - lost));
    if (silent > 0) {
      report.say("%d times the function did not say how many requests it took.".formatted(silent));
    }
    report.table(
        List.of("end of a request", "how often"),
        ends.entrySet().stream()
            .map(end -> List.of(end.getKey(), Long.toString(end.getValue())))
            .toList());
    report.say(
        "A number is the status of a complete answer. NOT_CONNECTED: nobody listened any more. CLOSED_WHILE_IDLE: the function closed a kept connection before anything of the next request was answered, which a client sends again (RFC 9112, 9.3.1). CUT_OFF: closed before the request was sent to its end. LOST: sent to its end and not answered completely.");
    report.say(
        "%d callers who send without a pause, SIGTERM after 1 to 3 s, seed %d. The function by %s."
            .formatted(callers, seed, function.description()));
    report.save();
    return lost == 0 && silent == 0 && clean;
  }

  private long counted(String end) {
    return ends.entrySet().stream()
        .filter(each -> each.getKey().startsWith(end))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
