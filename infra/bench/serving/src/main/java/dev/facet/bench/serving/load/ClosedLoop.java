package dev.facet.bench.serving.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.facet.bench.serving.process.BenchException;
import dev.facet.bench.serving.process.Child;
import dev.facet.bench.serving.process.Program;
import dev.facet.bench.serving.subject.Subject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Some callers who each send a picture as soon as the one before was answered; sent by wrk.
 *
 * @param callers connections that stay open
 * @param processors where the generator runs, such as {@code 1}; empty for anywhere
 * @param work where files are put
 */
public record ClosedLoop(int callers, String processors, Path work) {
  /**
   * What came of it.
   *
   * @param seconds it took
   * @param answers how many came, of any status
   * @param failures answers with a status of 400 or above
   * @param broken connections that failed, and answers that did not come in time
   * @param p50 median time of an answer in milliseconds
   * @param p99 99th percentile in milliseconds
   * @param longest time of an answer in milliseconds
   * @param processorSeconds what the generator itself took
   * @param subjectSeconds processor time that the subject took in the meantime
   */
  public record Result(
      double seconds,
      long answers,
      long failures,
      long broken,
      double p50,
      double p99,
      double longest,
      double processorSeconds,
      double subjectSeconds) {
    /** Good answers a second. */
    public double rate() {
      return (answers - failures) / seconds;
    }

    /** Processor time of the subject for one answer, in milliseconds. */
    public double subjectMilliseconds() {
      return subjectSeconds * 1e3 / answers;
    }

    private Result with(double subject) {
      return new Result(
          seconds, answers, failures, broken, p50, p99, longest, processorSeconds, subject);
    }
  }

  /**
   * Sends pictures for a time.
   *
   * @param index a text file that names the pictures
   * @throws BenchException when an answer is not 200, or the generator fails
   */
  public Result run(Subject subject, Path index, Duration time) {
    Result result = runAnyway(subject, index, time);
    if (result.failures() > 0 || result.broken() > 0 || result.answers() == 0) {
      throw new BenchException(
          "%s answered %d requests, %d of them with an error, and %d connections broke; a loop counts only without."
              .formatted(subject.name(), result.answers(), result.failures(), result.broken()));
    }
    return result;
  }

  /** Sends pictures for a time, whatever the answers are. */
  public Result runAnyway(Subject subject, Path index, Duration time) {
    List<String> command =
        List.of(
            Program.WRK.file().toString(),
            "-t1",
            "-c" + callers,
            "-d" + time.toSeconds() + "s",
            "--timeout",
            "30s",
            "-s",
            script().toString(),
            subject.root().toString(),
            "--",
            index.toAbsolutePath().toString(),
            subject.path());
    double before = subject.processorSeconds();
    String output =
        Child.run(
            "wrk",
            Program.pinned(processors, command),
            Map.of(),
            work.resolve("wrk.log"),
            time.plusSeconds(60));
    double after = subject.processorSeconds();
    String line =
        output
            .lines()
            .filter(each -> each.startsWith("{"))
            .findFirst()
            .orElseThrow(() -> new BenchException("wrk said no numbers but: " + output));
    try {
      return new ObjectMapper().readValue(line, Result.class).with(after - before);
    } catch (JsonProcessingException e) {
      throw new BenchException("wrk's numbers cannot be read: " + line, e);
    }
  }

  private Path script() {
    Path script = work.resolve("post.lua");
    try (InputStream content = ClosedLoop.class.getResourceAsStream("post.lua")) {
      Files.createDirectories(work);
      return Files.write(script, content.readAllBytes());
    } catch (IOException e) {
      throw new BenchException("The script for wrk cannot be written to " + script + ".", e);
    }
  }
}
