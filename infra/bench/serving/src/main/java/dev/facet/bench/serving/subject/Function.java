package dev.facet.bench.serving.subject;

import dev.facet.bench.serving.process.BenchException;
import dev.facet.bench.serving.process.Child;
import dev.facet.bench.serving.process.Ports;
import dev.facet.bench.serving.process.Program;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** How the function is started: an option group for commands. */
public final class Function {
  /** The call for one picture. */
  public static final String ATTRIBUTES = "/v1/attributes";

  @Option(
      names = "--function",
      paramLabel = "DIR",
      defaultValue = "function/target/quarkus-app",
      description = "The function as it was built (default: ${DEFAULT-VALUE}).")
  private Path folder;

  @Option(
      names = "--jvm",
      paramLabel = "FLAG",
      description = "A flag more for the function's Java, such as -Dfacet.queue=64; repeatable.")
  private List<String> flags = List.of();

  @Option(
      names = "--cpus",
      paramLabel = "LIST",
      defaultValue = "",
      description = "Processors for what is measured, such as 0-1; by default all.")
  private String processors;

  /** Processors for what is measured, empty for all. */
  public String processors() {
    return processors;
  }

  /** Starts it without waiting. Its output goes to {@code logs}. */
  public Subject start(Path logs) {
    return start(logs, List.of());
  }

  /** Starts it with a model, without waiting. Its output goes to {@code logs}. */
  public Subject start(Path logs, Model model) {
    return start(logs, model, List.of());
  }

  /** Starts it with a model and more flags, without waiting. Its output goes to {@code logs}. */
  public Subject start(Path logs, Model model, List<String> more) {
    return start(
        logs,
        Stream.concat(
                model.chosen().map(bundle -> "-Dfacet.bundles=" + bundle).stream(), more.stream())
            .toList());
  }

  /** Starts it with more flags, without waiting. Its output goes to {@code logs}. */
  public Subject start(Path logs, List<String> more) {
    Path jar = folder.resolve("quarkus-run.jar");
    if (!Files.exists(jar)) {
      throw new BenchException(
          "%s is missing: build it with `mvn -pl function -DskipTests package`, or name another folder with --function."
              .formatted(jar));
    }
    int port = Ports.free();
    List<String> command = new ArrayList<>();
    command.add(Program.java().toString());
    command.addAll(flags);
    command.addAll(more);
    command.add("-Dquarkus.http.host=127.0.0.1");
    command.add("-Dquarkus.http.port=" + port);
    command.addAll(List.of("-jar", jar.toString()));
    Child child =
        Child.start(
            "the function",
            Program.pinned(processors, command),
            Map.of(),
            logs.resolve("function.log"));
    return new Subject("Facet", child, URI.create("http://127.0.0.1:" + port), ATTRIBUTES);
  }

  /** What the flags are, for a report. */
  public String description() {
    return Stream.of(
            flags.stream(), Stream.of(processors.isEmpty() ? "" : "on processors " + processors))
        .flatMap(all -> all)
        .filter(text -> !text.isEmpty())
        .reduce((a, b) -> a + " " + b)
        .orElse("default flags");
  }
}
