package dev.facet.bench.serving;

import dev.facet.bench.serving.process.BenchException;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** Measures the function, compares it with its peers, and torments it. */
@Command(
    name = "facet-bench-serving",
    description = "Measures the function, compares it with its peers, and torments it. Linux only.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ThroughputCommand.class,
      PeersCommand.class,
      StartCommand.class,
      SoakCommand.class,
      OverloadCommand.class,
      StopCommand.class,
      SwapCommand.class,
      FuzzCommand.class,
      CapacityCommand.class,
      RehearseCommand.class
    })
public final class Main {
  private Main() {}

  /** Runs a command and exits with its status: 0 done, 1 failed, 2 wrong usage. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT); // numbers look the same everywhere
    CommandLine line = new CommandLine(new Main());
    line.setExecutionExceptionHandler(
        (failure, at, parsed) -> {
          if (failure instanceof BenchException) {
            at.getErr().println(at.getCommandName() + ": " + failure.getMessage());
          } else {
            failure.printStackTrace(at.getErr());
          }
          return ExitCode.SOFTWARE;
        });
    System.exit(line.execute(arguments));
  }
}
