package dev.facet.bench.serving;

import static dev.facet.bench.serving.report.Numbers.brief;
import static dev.facet.bench.serving.report.Numbers.median;
import static dev.facet.bench.serving.report.Numbers.percent;

import dev.facet.bench.serving.load.ClosedLoop;
import dev.facet.bench.serving.load.Pictures;
import dev.facet.bench.serving.report.Bars;
import dev.facet.bench.serving.report.Report;
import dev.facet.bench.serving.subject.Function;
import dev.facet.bench.serving.subject.Model;
import dev.facet.bench.serving.subject.Subject;
import dev.facet.bench.serving.throughput.Bare;
import dev.facet.bench.serving.throughput.Profile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The function against a bare loop over ONNX Runtime, in turns. */
@Command(
    name = "throughput",
    description =
        "Pictures a second over HTTP against a bare loop over ONNX Runtime that decodes nothing.",
    mixinStandardHelpOptions = true)
final class ThroughputCommand implements Callable<Integer> {
  @Mixin private Function function;
  @Mixin private Model model;
  @Mixin private Pictures pictures;
  @Mixin private Load load;
  @Mixin private ReportOptions options;

  @Option(
      names = "--batches",
      paramLabel = "N",
      split = ",",
      defaultValue = "8",
      description = "Batches that the bare loop also runs, for information (default: 8).")
  private List<Integer> batches;

  @Override
  public Integer call() {
    Path work = options.work();
    Path index = pictures.index(work);
    Bare bare = new Bare(model.file(), function.processors(), work);
    ClosedLoop loop = load.closed(work);
    List<Double> bareRates = new ArrayList<>();
    List<ClosedLoop.Result> results = new ArrayList<>();
    Profile.Shares shares;
    try (Subject subject = function.start(work, model).awaitAnswer(pictures.bytes(work, 0))) {
      loop.run(subject, index, load.warmUp());
      for (int round = 0; round < load.rounds(); round++) {
        bareRates.add(bare.rate(1, Duration.ofSeconds(2), load.time()));
        results.add(loop.run(subject, index, load.time()));
      }
      Profile profile = Profile.begin(subject, work);
      loop.run(subject, index, load.time());
      shares = profile.end();
    }
    report(work, bare, bareRates, results, shares);
    return 0;
  }

  private void report(
      Path work,
      Bare bare,
      List<Double> bareRates,
      List<ClosedLoop.Result> results,
      Profile.Shares shares) {
    double bareRate = median(bareRates);
    double rate = median(results.stream().map(ClosedLoop.Result::rate).toList());
    Report report = options.report("Throughput");
    report.say(
        "**%.2f of the bare loop**: %s pictures a second at %d callers against %s images a second; medians of %d rounds in turns."
            .formatted(
                rate / bareRate, brief(rate), load.callers(), brief(bareRate), results.size()));
    double cost = median(results.stream().map(ClosedLoop.Result::subjectMilliseconds).toList());
    report.say(
        "A picture takes %s ms of processor time in the function, an image %s ms in the bare loop (%.2f of it)."
            .formatted(
                brief(cost),
                brief(1e3 * bare.threads() / bareRate),
                1e3 * bare.threads() / bareRate / cost));
    report.table(
        List.of(
            "round",
            "bare images/s",
            "function pictures/s",
            "ratio",
            "p50 ms",
            "p99 ms",
            "processors of the function",
            "processors of the generator"),
        rows(bareRates, results));
    for (int batch : batches) {
      report.say(
          "For information: the bare loop with %d images in a call reads %s a second."
              .formatted(batch, brief(bare.rate(batch, Duration.ofSeconds(2), load.time()))));
    }
    report.say(
        "Where the function's processor time goes (samples of Java threads, native code included):");
    report.table(
        List.of("part", "share"),
        shares.parts().entrySet().stream()
            .map(part -> List.of(part.getKey(), percent(part.getValue())))
            .toList());
    double all = shares.threads().values().stream().mapToDouble(Double::doubleValue).sum();
    report.say("All threads of the process:");
    report.table(
        List.of("threads", "share"),
        shares.threads().entrySet().stream()
            .filter(kind -> kind.getValue() > 0.005 * all)
            .map(kind -> List.of(kind.getKey(), percent(kind.getValue() / all)))
            .toList());
    report.picture(
        "pictures a second",
        Bars.of(
            "Pictures a second",
            "pictures/s",
            List.of("bare loop", "function"),
            List.of(bareRate, rate)));
    report.say(
        "Network: %s. Sent: %s; warm-up %d s, then %d s a round; the function by %s; bare loop with %d threads, one image a call."
            .formatted(
                model.describe(),
                pictures.description(work),
                load.warmUp().toSeconds(),
                load.time().toSeconds(),
                function.description(),
                bare.threads()));
    report.save();
  }

  private static List<List<String>> rows(List<Double> bareRates, List<ClosedLoop.Result> results) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      ClosedLoop.Result result = results.get(i);
      rows.add(
          List.of(
              Integer.toString(i + 1),
              brief(bareRates.get(i)),
              brief(result.rate()),
              brief(result.rate() / bareRates.get(i)),
              brief(result.p50()),
              brief(result.p99()),
              brief(result.subjectSeconds() / result.seconds()),
              brief(result.processorSeconds() / result.seconds())));
    }
    return rows;
  }
}
