package dev.facet.bench.serving;

import dev.facet.bench.serving.report.Report;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where a command writes: an option group for commands. */
public final class ReportOptions {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "infra/bench/serving/target/reports",
      description = "Where the report goes (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      defaultValue = "infra/bench/serving/target/work",
      description = "Where pictures and logs go (default: ${DEFAULT-VALUE}).")
  private Path work;

  @Spec(Target.MIXEE)
  private CommandSpec command;

  /** Where pictures and logs go. */
  public Path work() {
    return work.toAbsolutePath();
  }

  /** A new report on the command that runs. */
  public Report report(String title) {
    String line =
        "java -jar infra/bench/serving/target/facet-bench-serving.jar "
            + String.join(" ", command.root().commandLine().getParseResult().originalArgs());
    return new Report(out, command.name(), title, line);
  }
}
