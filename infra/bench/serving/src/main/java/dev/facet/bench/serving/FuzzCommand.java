package dev.facet.bench.serving;

import dev.facet.bench.serving.fuzz.Input;
import dev.facet.bench.serving.fuzz.Inputs;
import dev.facet.bench.serving.load.Pictures;
import dev.facet.bench.serving.process.BenchException;
import dev.facet.bench.serving.report.Report;
import dev.facet.bench.serving.subject.Function;
import dev.facet.bench.serving.subject.Model;
import dev.facet.bench.serving.subject.Subject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Damaged pictures and bodies. */
@Command(
    name = "fuzz",
    description =
        "Sends damaged pictures and bodies; fails when one is answered 500, not at all, or late.",
    mixinStandardHelpOptions = true)
final class FuzzCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LATE = Duration.ofSeconds(1);

  /** Whatever a damaged input is, it is one of these. */
  private static final Set<Integer> EXPECTED = Set.of(200, 400, 413, 415, 422);

  @Mixin private Function function;
  @Mixin private Model model;
  @Mixin private Pictures pictures;
  @Mixin private ReportOptions options;

  @Option(
      names = "--inputs",
      paramLabel = "N",
      defaultValue = "100000",
      description = "How many are sent (default: ${DEFAULT-VALUE}).")
  private long inputs;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "The same seed sends the same inputs (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--callers",
      defaultValue = "8",
      description = "How many are sent at a time (default: ${DEFAULT-VALUE}).")
  private int callers;

  private final Map<Integer, Long> statuses = new ConcurrentSkipListMap<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final Queue<Long> late = new ConcurrentLinkedQueue<>();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path work = options.work();
    Inputs all =
        new Inputs(IntStream.range(0, 3).mapToObj(i -> pictures.bytes(work, i)).toList(), seed);
    try (Subject subject = function.start(work, model).awaitAnswer(pictures.bytes(work, 0))) {
      sendAll(subject, all);
      for (long number : late) {
        // other requests may have kept the processors; alone it has to be in time
        send(subject, all, number, true);
      }
      if (!subject.child().isAlive()) {
        failures.add("the function ended");
      }
    } finally {
      client.close();
    }
    report();
    return failures.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private void sendAll(Subject subject, Inputs all) throws InterruptedException {
    AtomicLong next = new AtomicLong();
    try (ExecutorService senders = Executors.newFixedThreadPool(callers)) {
      List<Future<?>> running =
          Stream.<Future<?>>generate(
                  () ->
                      senders.submit(
                          () -> {
                            for (long number = next.getAndIncrement();
                                number < inputs;
                                number = next.getAndIncrement()) {
                              send(subject, all, number, false);
                            }
                            return null;
                          }))
              .limit(callers)
              .toList();
      for (Future<?> sender : running) {
        sender.get();
      }
    } catch (java.util.concurrent.ExecutionException e) {
      throw new BenchException("Sending failed: " + e.getCause() + ".", e);
    }
  }

  private void send(Subject subject, Inputs all, long number, boolean alone)
      throws IOException, InterruptedException {
    Input input = all.get(number);
    long begin = System.nanoTime();
    int status;
    try {
      status =
          client
              .send(
                  HttpRequest.newBuilder(subject.call())
                      .timeout(PATIENCE)
                      .header("Content-Type", input.type())
                      .POST(HttpRequest.BodyPublishers.ofByteArray(input.body()))
                      .build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode();
    } catch (IOException e) {
      keep(number, input, "was not answered: " + e.getMessage());
      return;
    }
    boolean tooLate = System.nanoTime() - begin > LATE.toNanos();
    if (alone) {
      if (tooLate) {
        keep(number, input, "took longer than %d ms, twice".formatted(LATE.toMillis()));
      }
      return;
    }
    statuses.merge(status, 1L, Long::sum);
    if (!EXPECTED.contains(status)) {
      keep(number, input, "was answered %d".formatted(status));
    }
    if (tooLate) {
      late.add(number);
    }
  }

  private void keep(long number, Input input, String why) throws IOException {
    Path folder = Files.createDirectories(options.work().resolve("fuzz-failures"));
    String name = "seed%d-%d".formatted(seed, number);
    Files.write(folder.resolve(name + ".body"), input.body());
    Files.writeString(folder.resolve(name + ".txt"), input.type() + "\n" + why + "\n");
    failures.add("Input %d (%s, kept as %s.body) %s.".formatted(number, input.type(), name, why));
  }

  private void report() {
    Report report = options.report("Damaged inputs");
    report.say(
        "**%d damaged inputs, seed %d: %d failures.** Statuses: %s. %d took longer than a second among %d callers and were sent again alone."
            .formatted(inputs, seed, failures.size(), statuses, late.size(), callers));
    failures.forEach(report::say);
    report.save();
  }
}
