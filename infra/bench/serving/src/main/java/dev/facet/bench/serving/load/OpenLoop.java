package dev.facet.bench.serving.load;

import dev.facet.bench.serving.process.BenchException;
import dev.facet.bench.serving.process.Child;
import dev.facet.bench.serving.process.Program;
import dev.facet.bench.serving.process.Usage;
import dev.facet.bench.serving.subject.Subject;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Callers who come at a rate, whatever the answers are; sent by vegeta, each on a connection that
 * is free or new.
 *
 * @param processors where the generator runs, such as {@code 1}; empty for anywhere
 * @param work where files are put
 */
public record OpenLoop(String processors, Path work) {
  private static final long LONGEST = Duration.ofMinutes(2).toNanos();
  private static final double NANOS_A_MILLISECOND = 1e6;

  /**
   * What came of it.
   *
   * @param offered requests a second that were sent
   * @param goodput answers with status 200 a second
   * @param acceptedP99 of the answers with status 200, in milliseconds
   * @param refusedP50 median of the answers with status 429 or 503, in milliseconds; 0 without any
   * @param refusedP99 their 99th percentile in milliseconds; 0 without any
   * @param statuses how often each came; 0 is a broken connection
   * @param generatorSeconds processor time of the generator
   */
  public record Result(
      double offered,
      double goodput,
      double acceptedP99,
      double refusedP50,
      double refusedP99,
      Map<Integer, Long> statuses,
      double generatorSeconds) {}

  /** Sends pictures at a rate for a time. */
  public Result run(Subject subject, List<Path> pictures, int rate, Duration time) {
    Path answers = work.resolve("vegeta.bin");
    String vegeta = Program.VEGETA.file().toString();
    double generatorSeconds;
    try (Child attack =
        Child.start(
            "vegeta",
            Program.pinned(
                processors,
                List.of(
                    vegeta,
                    "attack",
                    "-targets=" + targets(subject, pictures),
                    "-rate=" + rate + "/1s",
                    "-duration=" + time.toSeconds() + "s",
                    "-timeout=60s",
                    "-max-body=0",
                    "-output=" + answers)),
            Map.of(),
            work.resolve("vegeta.log"))) {
      generatorSeconds = awaitAndCount(attack, time.plusSeconds(90));
    }
    Path table = work.resolve("vegeta.csv");
    Child.run(
        "vegeta encode",
        List.of(vegeta, "encode", "-to=csv", "-output=" + table, answers.toString()),
        Map.of(),
        work.resolve("vegeta.log"),
        Duration.ofMinutes(2));
    return read(table, generatorSeconds);
  }

  private static double awaitAndCount(Child attack, Duration most) {
    long end = System.nanoTime() + most.toNanos();
    double seconds = 0;
    try {
      while (attack.isAlive() && System.nanoTime() < end) {
        seconds = Math.max(seconds, Usage.processorSeconds(attack));
        Thread.sleep(50);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    int status = attack.await(Duration.ofSeconds(1));
    if (status != 0) {
      throw new BenchException("vegeta failed: " + Child.lastLines(attack.output()));
    }
    return seconds;
  }

  private Path targets(Subject subject, List<Path> pictures) {
    StringBuilder text = new StringBuilder();
    for (Path picture : pictures) {
      text.append("POST %s%nContent-Type: image/jpeg%n@%s%n%n".formatted(subject.call(), picture));
    }
    try {
      return Files.writeString(work.resolve("targets.txt"), text);
    } catch (IOException e) {
      throw new BenchException("The targets cannot be written to " + work + ".", e);
    }
  }

  /** Columns: when it was sent, status, nanoseconds until the answer. */
  private static Result read(Path table, double generatorSeconds) {
    Histogram accepted = new Histogram(LONGEST, 3);
    Histogram refused = new Histogram(LONGEST, 3);
    Map<Integer, Long> statuses = new TreeMap<>();
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    long sent = 0;
    try (BufferedReader lines = Files.newBufferedReader(table)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] columns = line.split(",", 4);
        long time = Long.parseLong(columns[0]);
        int status = Integer.parseInt(columns[1]);
        long nanos = Math.min(LONGEST, Long.parseLong(columns[2]));
        first = Math.min(first, time);
        last = Math.max(last, time);
        sent++;
        statuses.merge(status, 1L, Long::sum);
        if (status == 200) {
          accepted.recordValue(nanos);
        } else if (status == 429 || status == 503) {
          refused.recordValue(nanos);
        }
      }
    } catch (IOException e) {
      throw new BenchException("vegeta's answers cannot be read from " + table + ".", e);
    }
    if (sent < 2) {
      throw new BenchException("vegeta sent nothing.");
    }
    double seconds = (last - first) * 1e-9 * sent / (sent - 1);
    return new Result(
        sent / seconds,
        accepted.getTotalCount() / seconds,
        accepted.getValueAtPercentile(99) / NANOS_A_MILLISECOND,
        refused.getValueAtPercentile(50) / NANOS_A_MILLISECOND,
        refused.getValueAtPercentile(99) / NANOS_A_MILLISECOND,
        statuses,
        generatorSeconds);
  }
}
