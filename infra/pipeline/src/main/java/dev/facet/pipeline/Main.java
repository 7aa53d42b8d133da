package dev.facet.pipeline;

import dev.facet.pipeline.tool.ToolFailure;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code facet-pipeline}: takes data to a served model. */
@Command(
    name = "facet-pipeline",
    description = "Takes data to a served model, or says why not.",
    mixinStandardHelpOptions = true,
    subcommands = {
      RunCommand.class,
      StatusCommand.class,
      RollbackCommand.class,
      TrafficCommand.class,
      SettingsCommand.class
    },
    footer = {
      "",
      "Exit status: 0 done, 1 stopped or failed, 2 wrong usage.",
      "Try 'facet-pipeline run --help' for the options of a command."
    })
public final class Main implements Runnable {
  private static final int HELP_WIDTH = 100;

  @Spec private CommandSpec spec;

  private Main() {}

  /** Runs a command and exits with its status. */
  public static void main(String... arguments) {
    Locale.setDefault(Locale.ROOT);
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    line.setUsageHelpWidth(HELP_WIDTH);
    line.setExecutionExceptionHandler(
        (failure, at, parsed) -> {
          if (failure instanceof PipelineException || failure instanceof ToolFailure) {
            at.getErr().println("facet-pipeline: " + failure.getMessage());
            at.getErr().flush();
          } else {
            failure.printStackTrace(at.getErr());
          }
          return CommandLine.ExitCode.SOFTWARE;
        });
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command.");
  }
}
