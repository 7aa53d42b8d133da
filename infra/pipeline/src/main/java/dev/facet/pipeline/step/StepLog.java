package dev.facet.pipeline.step;

import dev.facet.pipeline.Digests;
import dev.facet.pipeline.Json;
import dev.facet.pipeline.PipelineException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which steps are done, and what they wrote: {@code steps.json}. A step that is done is not done
 * again, unless the folder that it wrote is gone; one whose folder was changed since stops
 * everything, for what follows would judge something else than was made.
 */
final class StepLog {
  private final Path file;
  private final Clock clock;
  private final Map<String, Done> steps;

  /**
   * A step that is done.
   *
   * @param at when, in UTC
   * @param seconds it took
   * @param digest over the folder that it wrote; null where it wrote none
   */
  record Done(String at, double seconds, String digest) {}

  /** What the file holds. */
  record Content(Map<String, Done> steps) {}

  StepLog(Path file, Clock clock) {
    this.file = file;
    this.clock = clock;
    this.steps =
        Files.isRegularFile(file)
            ? new LinkedHashMap<>(Json.read(file, Content.class).steps())
            : new LinkedHashMap<>();
  }

  /**
   * Whether a step is done.
   *
   * @param output the folder that it wrote
   * @throws PipelineException if the folder has changed since
   */
  Optional<Done> done(String step, Optional<Path> output) {
    Done done = steps.get(step);
    if (done == null || done.digest() == null) {
      return Optional.ofNullable(done);
    }
    Path folder = output.orElseThrow();
    if (!Files.exists(folder)) {
      return Optional.empty();
    }
    if (!digest(folder).equals(done.digest())) {
      throw new PipelineException(
          "%s is not what step '%s' wrote at %s: it was tampered with; take %s away to begin anew."
              .formatted(folder, step, done.at(), file.getParent()));
    }
    return Optional.of(done);
  }

  /** Remembers that a step is done. */
  void finish(String step, Instant begun, Optional<Path> output) {
    Instant now = clock.instant();
    steps.put(
        step,
        new Done(
            now.truncatedTo(ChronoUnit.SECONDS).toString(),
            Duration.between(begun, now).toMillis() / 1e3,
            output.map(StepLog::digest).orElse(null)));
    Json.write(file, new Content(steps));
  }

  private static String digest(Path output) {
    return Files.isDirectory(output) ? Digests.ofFolder(output) : Digests.of(output);
  }
}
