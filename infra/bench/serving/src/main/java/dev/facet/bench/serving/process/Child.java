package dev.facet.bench.serving.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process that ends with the benchmark at the latest, also when the benchmark is interrupted. Its
 * output goes to a file.
 */
public final class Child implements AutoCloseable {
  /** More at a time would be a mistake of the benchmark. */
  private static final int MOST = 16;

  /** Nothing that is measured runs longer. */
  private static final Duration LONGEST = Duration.ofHours(3);

  private static final Duration PATIENCE = Duration.ofSeconds(45);
  private static final Set<Child> ALIVE = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Child::killAll, "end of children"));
  }

  private final String name;
  private final Process process;
  private final Path log;
  private final CompletableFuture<Process> end;

  private Child(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.end =
        process
            .onExit()
            .orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS)
            .whenComplete(
                (ended, late) -> {
                  kill();
                  ALIVE.remove(this);
                });
    ALIVE.add(this);
    if (end.isDone()) {
      ALIVE.remove(this);
    }
  }

  /**
   * Starts a process.
   *
   * @param name how a sentence calls it
   * @param environment what is set in addition to the benchmark's own
   * @param log where its output goes
   * @throws BenchException when it cannot be started
   */
  public static Child start(
      String name, List<String> command, Map<String, String> environment, Path log) {
    if (ALIVE.size() >= MOST) {
      throw new BenchException("%d processes of the benchmark run already.".formatted(MOST));
    }
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().put("ORT_DISABLE_TELEMETRY", "1"); // nobody's runtime reports this
      builder.environment().putAll(environment);
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      return new Child(name, builder.start(), log);
    } catch (IOException e) {
      throw new BenchException("%s cannot be started: %s.".formatted(name, e.getMessage()), e);
    }
  }

  /** Its number, which Linux knows it by. */
  public long pid() {
    return process.pid();
  }

  /** The process and those that it started, as far as they live. */
  public Stream<ProcessHandle> family() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .filter(ProcessHandle::isAlive);
  }

  /** Whether it still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** What it has written so far. */
  public String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new BenchException("The output of %s cannot be read.".formatted(name), e);
    }
  }

  /** Asks it to end, by SIGTERM. */
  public void terminate() {
    process.destroy();
  }

  /**
   * Waits for its end.
   *
   * @return the exit status
   * @throws BenchException when it has not ended in time; it is killed
   */
  public int await(Duration time) {
    try {
      if (process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    kill();
    throw new BenchException("%s did not end in %d s.".formatted(name, time.toSeconds()));
  }

  /** Runs a process to its end and returns what it wrote. */
  public static String run(
      String name, List<String> command, Map<String, String> environment, Path log, Duration time) {
    try (Child child = start(name, command, environment, log)) {
      int status = child.await(time);
      if (status != 0) {
        throw new BenchException(
            "%s ended with status %d: %s".formatted(name, status, lastLines(child.output())));
      }
      return child.output();
    }
  }

  /** The end of an output, for a sentence. */
  public static String lastLines(String output) {
    List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - 4), lines.size()));
  }

  /** Asks it to end, waits, and kills it and what it started if it does not. */
  @Override
  public void close() {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroy();
    try {
      process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    kill();
    started.forEach(ProcessHandle::destroyForcibly);
  }

  private void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static void killAll() {
    ALIVE.forEach(Child::kill);
  }
}
