package dev.facet.bench.serving;

import dev.facet.bench.serving.load.ClosedLoop;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How a closed loop is run: an option group for commands. */
final class Load {
  @Option(
      names = "--callers",
      defaultValue = "16",
      description = "Connections that send one picture after the other (default: 16).")
  private int callers;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "15",
      description = "Load before anything counts (default: 15).")
  private int warmUp;

  @Option(
      names = "--seconds",
      defaultValue = "20",
      description = "How long one round takes (default: 20).")
  private int seconds;

  @Option(names = "--rounds", defaultValue = "3", description = "Rounds in turns (default: 3).")
  private int rounds;

  @Option(
      names = "--generator-cpus",
      paramLabel = "LIST",
      defaultValue = "",
      description = "Processors for the load generator, such as 1; by default all.")
  private String processors;

  int callers() {
    return callers;
  }

  Duration warmUp() {
    return Duration.ofSeconds(warmUp);
  }

  Duration time() {
    return Duration.ofSeconds(seconds);
  }

  int rounds() {
    return rounds;
  }

  String processors() {
    return processors;
  }

  ClosedLoop closed(Path work) {
    return new ClosedLoop(callers, processors, work);
  }
}
