package dev.facet.manifests;

import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

/** Where the program begins. */
public final class Main {
  private Main() {}

  /** Checks and exits with a status: 0 whole, 1 something is wrong, 2 wrong usage. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new CheckCommand());
    line.setExecutionExceptionHandler(
        (failure, at, parsed) -> {
          if (failure instanceof ManifestException) {
            at.getErr().println(at.getCommandName() + ": " + failure.getMessage());
          } else {
            failure.printStackTrace(at.getErr());
          }
          return ExitCode.SOFTWARE;
        });
    return line;
  }
}
