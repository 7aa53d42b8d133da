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
import java.util.stream.Collectors;
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

  @Option(names = "--plain", description = "Starts the function by java -jar, not by its launcher.")
  private boolean plain;

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
    return start(logs, Stream.concat(model.flags().stream(), more.stream()).toList());
  }

  /** Starts it with more flags, without waiting. Its output goes to {@code logs}. */
  public Subject start(Path logs, List<String> more) {
    int port = Ports.free();
    List<String> command = new ArrayList<>(launcher());
    command.addAll(flags);
    command.addAll(more);
    command.add("-Dquarkus.http.host=127.0.0.1");
    command.add("-Dquarkus.http.port=" + port);
    if (!launched()) {
      command.addAll(List.of("-jar", folder.resolve("quarkus-run.jar").toString()));
    }
    Child child =
        Child.start(
            "the function",
            Program.pinned(processors, command),
            Map.of("JAVA_HOME", System.getProperty("java.home")),
            logs.resolve("function.log"));
    return new Subject("Facet", child, URI.create("http://127.0.0.1:" + port), ATTRIBUTES);
  }

  private boolean launched() {
    return !plain && Files.isExecutable(folder.resolve("facet"));
  }

  private List<String> launcher() {
    if (launched()) {
      return List.of(folder.resolve("facet").toString());
    }
    Path jar = folder.resolve("quarkus-run.jar");
    if (!Files.exists(jar)) {
      throw new BenchException(
          "%s is missing: build it with `mvn -pl function -DskipTests package`, or name another folder with --function."
              .formatted(jar));
    }
    return List.of(Program.java().toString());
  }

  /** How it is started, for a report. */
  public String description() {
    String how = "java -jar";
    if (launched()) {
      boolean cached = Files.exists(folder.resolve("facet.aot"));
      how = "its launcher, " + (cached ? "with" : "without") + " an AOT cache";
    }
    String where = processors.isEmpty() ? "" : " on processors " + processors;
    return how + flags.stream().map(flag -> " " + flag).collect(Collectors.joining()) + where;
  }
}
