package dev.facet.bench.serving;

import static dev.facet.bench.serving.report.Numbers.brief;
import static dev.facet.bench.serving.report.Numbers.median;

import dev.facet.bench.serving.load.ClosedLoop;
import dev.facet.bench.serving.load.Pictures;
import dev.facet.bench.serving.peers.Agreement;
import dev.facet.bench.serving.peers.DjlServing;
import dev.facet.bench.serving.peers.FastApi;
import dev.facet.bench.serving.process.Usage;
import dev.facet.bench.serving.report.Bars;
import dev.facet.bench.serving.report.Report;
import dev.facet.bench.serving.subject.Function;
import dev.facet.bench.serving.subject.Model;
import dev.facet.bench.serving.subject.Subject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The function against services that others would write, in turns. */
@Command(
    name = "peers",
    description =
        "The function against FastAPI with uvicorn and against DJL Serving: same model, same threads.",
    mixinStandardHelpOptions = true)
final class PeersCommand implements Callable<Integer> {
  private static final int COMPARED = 20;

  @Mixin private Function function;
  @Mixin private Model model;
  @Mixin private Pictures pictures;
  @Mixin private Load load;
  @Mixin private ReportOptions options;

  @Option(
      names = "--peers",
      paramLabel = "DIR",
      defaultValue = "infra/bench/serving/peers",
      description = "The sources of the services (default: ${DEFAULT-VALUE}).")
  private Path sources;

  @Option(
      names = "--djl-serving",
      paramLabel = "DIR",
      defaultValue = "infra/bench/serving/target/djl-serving",
      description = "A checkout of DJL Serving (default: ${DEFAULT-VALUE}).")
  private Path djl;

  @Option(names = "--without-djl", description = "Leaves DJL Serving out.")
  private boolean withoutDjl;

  @Option(names = "--without-fastapi", description = "Leaves FastAPI out.")
  private boolean withoutFastApi;

  @Override
  public Integer call() {
    List<Subject> subjects = new ArrayList<>();
    try {
      start(subjects);
      measure(subjects);
    } finally {
      subjects.forEach(Subject::close);
    }
    return 0;
  }

  private void start(List<Subject> subjects) {
    Path work = options.work();
    int threads = Runtime.getRuntime().availableProcessors();
    subjects.add(function.start(work, model));
    if (!withoutFastApi) {
      FastApi fastApi = new FastApi(sources.resolve("fastapi").toAbsolutePath(), work);
      subjects.add(fastApi.start(model, 1, threads, function.processors()));
      subjects.add(fastApi.start(model, 2, threads, function.processors()));
    }
    if (!withoutDjl) {
      subjects.add(
          new DjlServing(djl, sources.resolve("djl/target"), work)
              .start(model, threads, function.processors()));
    }
    subjects.forEach(subject -> subject.awaitAnswer(pictures.bytes(work, 0)));
  }

  private void measure(List<Subject> subjects) {
    Path work = options.work();
    List<byte[]> compared =
        IntStream.range(0, COMPARED).mapToObj(i -> pictures.bytes(work, i)).toList();
    List<byte[]> fitted =
        compared.stream()
            .map(picture -> Agreement.fitted(picture, model.width(), model.height()))
            .toList();
    Map<String, String> differences = new LinkedHashMap<>();
    for (Subject subject : subjects) {
      double exact = Agreement.check(subjects.getFirst(), subject, fitted, Agreement.EXACT);
      double scaled = Agreement.check(subjects.getFirst(), subject, compared, Agreement.SCALED);
      differences.put(subject.name(), "%.5f, scaled %.5f".formatted(exact, scaled));
    }
    Path index = pictures.index(work);
    ClosedLoop loop = load.closed(work);
    Map<String, List<ClosedLoop.Result>> results = new LinkedHashMap<>();
    Map<String, Double> memory = new LinkedHashMap<>();
    subjects.forEach(subject -> loop.run(subject, index, load.warmUp()));
    for (int round = 0; round < load.rounds(); round++) {
      for (Subject subject : subjects) {
        results
            .computeIfAbsent(subject.name(), name -> new ArrayList<>())
            .add(loop.run(subject, index, load.time()));
        memory.put(subject.name(), Usage.residentMegabytes(subject.child()));
      }
    }
    report(results, memory, differences);
  }

  private void report(
      Map<String, List<ClosedLoop.Result>> results,
      Map<String, Double> memory,
      Map<String, String> differences) {
    String own = results.keySet().iterator().next();
    double rate = middle(results.get(own), ClosedLoop.Result::rate);
    double p99 = middle(results.get(own), ClosedLoop.Result::p99);
    Report report = options.report("The function and its peers");
    List<List<String>> rows = new ArrayList<>();
    results.forEach(
        (name, of) ->
            rows.add(
                List.of(
                    name,
                    brief(middle(of, ClosedLoop.Result::rate)),
                    brief(rate / middle(of, ClosedLoop.Result::rate)),
                    brief(middle(of, ClosedLoop.Result::p50)),
                    brief(middle(of, ClosedLoop.Result::p99)),
                    brief(p99 / middle(of, ClosedLoop.Result::p99)),
                    brief(middle(of, ClosedLoop.Result::subjectMilliseconds)),
                    brief(memory.get(name)),
                    differences.get(name))));
    report.table(
        List.of(
            "service",
            "pictures/s",
            "the function's rate to it",
            "p50 ms",
            "p99 ms",
            "the function's p99 to it",
            "processor ms a picture",
            "resident MB",
            "largest difference of a probability"),
        rows);
    report.picture(
        "pictures a second",
        Bars.of(
            "Pictures a second at %d callers".formatted(load.callers()),
            "pictures/s",
            List.copyOf(results.keySet()),
            results.values().stream().map(of -> middle(of, ClosedLoop.Result::rate)).toList()));
    report.picture(
        "p99",
        Bars.of(
            "99th percentile at %d callers".formatted(load.callers()),
            "ms",
            List.copyOf(results.keySet()),
            results.values().stream().map(of -> middle(of, ClosedLoop.Result::p99)).toList()));
    Path work = options.work();
    report.say(
        "%d callers; medians of %d rounds of %d s in turns after %d s of warm-up each. Sent: %s. Everyone runs %s with intra-op 1, and %d threads that decode and infer; %d pictures were answered alike before. The function by %s."
            .formatted(
                load.callers(),
                load.rounds(),
                load.time().toSeconds(),
                load.warmUp().toSeconds(),
                pictures.description(work),
                model.describe(),
                Runtime.getRuntime().availableProcessors(),
                COMPARED,
                function.description()));
    report.save();
  }

  private static double middle(
      List<ClosedLoop.Result> results, ToDoubleFunction<ClosedLoop.Result> value) {
    return median(results.stream().map(value::applyAsDouble).toList());
  }
}
