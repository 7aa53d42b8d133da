package dev.facet.bench.serving.throughput;

import dev.facet.bench.serving.process.Child;
import dev.facet.bench.serving.process.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Runs {@link BareLoop} in a process of its own.
 *
 * @param model the file
 * @param processors where it runs, such as {@code 0}; empty for anywhere
 * @param work where its output goes
 */
public record Bare(Path model, String processors, Path work) {
  /** Threads that take one processor each. */
  public int threads() {
    return processors.isEmpty()
        ? Runtime.getRuntime().availableProcessors()
        : Processors.count(processors);
  }

  /** Images a second with a number of images in each call. */
  public double rate(int batch, Duration warmUp, Duration time) {
    List<String> command =
        List.of(
            Program.java().toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            BareLoop.class.getName(),
            model.toString(),
            Integer.toString(threads()),
            Integer.toString(batch),
            Double.toString(warmUp.toMillis() / 1e3),
            Double.toString(time.toMillis() / 1e3));
    String output =
        Child.run(
            "the bare loop",
            Program.pinned(processors, command),
            Map.of(),
            work.resolve("bare.log"),
            warmUp.plus(time).plusSeconds(60));
    return Double.parseDouble(output.lines().reduce("", (before, line) -> line).strip());
  }
}
