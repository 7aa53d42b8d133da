package dev.facet.bench.serving;

import static dev.facet.bench.serving.report.Numbers.brief;

import dev.facet.bench.serving.load.ClosedLoop;
import dev.facet.bench.serving.load.OpenLoop;
import dev.facet.bench.serving.load.Pictures;
import dev.facet.bench.serving.report.Lines;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** More requests than can be answered. */
@Command(
    name = "overload",
    description =
        "Goodput and times of answers and refusals when requests come faster than they are answered.",
    mixinStandardHelpOptions = true)
final class OverloadCommand implements Callable<Integer> {
  @Mixin private Function function;
  @Mixin private Model model;
  @Mixin private Pictures pictures;
  @Mixin private Load load;
  @Mixin private ReportOptions options;

  @Option(
      names = "--times",
      split = ",",
      defaultValue = "0.5,1,2,3",
      description = "Rates as multiples of the capacity (default: ${DEFAULT-VALUE}).")
  private List<Double> times;

  @Option(
      names = "--queue-deadline",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "facet.queue-deadline of the function (default: ${DEFAULT-VALUE}).")
  private double deadline;

  @Override
  public Integer call() {
    Path work = options.work();
    Path index = pictures.index(work);
    ClosedLoop.Result capacity;
    List<OpenLoop.Result> results = new ArrayList<>();
    String patience = "-Dfacet.queue-deadline=%dms".formatted(Math.round(1e3 * deadline));
    try (Subject subject =
        function.start(work, model, List.of(patience)).awaitAnswer(pictures.bytes(work, 0))) {
      load.closed(work).run(subject, index, load.warmUp());
      capacity = load.closed(work).run(subject, index, load.time());
      OpenLoop open = new OpenLoop(load.processors(), work);
      for (double factor : times) {
        int rate = Math.max(1, (int) Math.round(factor * capacity.rate()));
        results.add(open.run(subject, pictures.files(work), rate, load.time()));
      }
    }
    report(capacity, results);
    return 0;
  }

  private void report(ClosedLoop.Result capacity, List<OpenLoop.Result> results) {
    Report report = options.report("Overload");
    double best =
        Math.max(
            capacity.rate(),
            results.stream().mapToDouble(OpenLoop.Result::goodput).max().orElseThrow());
    OpenLoop.Result worst = results.getLast();
    report.say(
        "**Goodput at %s times the capacity is %.2f of the best**; 99 of 100 accepted requests were answered in %s ms (the deadline for waiting is %s ms), 99 of 100 refusals took at most %s ms."
            .formatted(
                brief(times.getLast()),
                worst.goodput() / best,
                brief(worst.acceptedP99()),
                brief(1e3 * deadline),
                brief(worst.refusedP99())));
    report.say(
        "Capacity: %s pictures a second at %d callers in a closed loop."
            .formatted(brief(capacity.rate()), load.callers()));
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      OpenLoop.Result result = results.get(i);
      rows.add(
          List.of(
              brief(times.get(i)),
              brief(result.offered()),
              brief(result.goodput()),
              brief(result.goodput() / best),
              brief(result.acceptedP99()),
              brief(result.refusedP50()),
              brief(result.refusedP99()),
              result.statuses().toString(),
              brief(result.generatorSeconds() / load.time().toSeconds())));
    }
    report.table(
        List.of(
            "times capacity",
            "offered/s",
            "goodput/s",
            "to the best",
            "p99 of accepted, ms",
            "p50 of refusals, ms",
            "p99 of refusals, ms",
            "statuses",
            "processors of the generator"),
        rows);
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    rates.put("goodput", results.stream().map(OpenLoop.Result::goodput).toList());
    report.picture(
        "goodput",
        Lines.of(
            "Goodput under overload",
            "requests offered a second",
            "answered with 200 a second",
            results.stream().map(OpenLoop.Result::offered).toList(),
            rates));
    report.say(
        "Each rate for %d s by an open loop. The function by %s; status 0 is a broken connection."
            .formatted(load.time().toSeconds(), function.description()));
    report.save();
  }
}
