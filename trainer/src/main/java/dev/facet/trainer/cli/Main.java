package dev.facet.trainer.cli;

import dev.facet.trainer.data.DataException;
import dev.facet.trainer.device.Device;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code facet-trainer}: fits and evaluates networks that read faces. */
@Command(
    name = "facet-trainer",
    description = "Fits and evaluates networks that read faces.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.VersionText.class,
    subcommands = {
      FitCommand.class,
      EvaluateCommand.class,
      VerifyCommand.class,
      CrossCommand.class,
      CompareCommand.class,
      StudyCommand.class,
      InspectCommand.class,
      DrawCommand.class
    },
    footer = {
      "",
      "Exit status: 0 done, 1 failed, 2 wrong usage.",
      "Try 'facet-trainer fit --help' for the options of a command."
    })
public final class Main implements Runnable {
  @Option(
      names = "--stacktrace",
      scope = CommandLine.ScopeType.INHERIT,
      description = "Show where in the code a failure arose.")
  private boolean stacktrace;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private Main() {}

  /** Runs a command line and ends the process with its exit status. */
  public static void main(String... arguments) throws IOException {
    OptionalInt status;
    try {
      Optional<Device> device = device(arguments);
      status =
          device.isPresent()
              ? Launcher.relaunch(Main.class, device.get(), arguments)
              : OptionalInt.empty();
    } catch (DataException e) {
      System.err.println("facet-trainer: " + e.getMessage());
      status = OptionalInt.of(CommandLine.ExitCode.SOFTWARE);
    }
    System.exit(status.isPresent() ? status.getAsInt() : run(arguments));
  }

  /**
   * What ND4J is to compute on, if it will be needed: not for help, for a mistake in the options or
   * for drawing.
   */
  private static Optional<Device> device(String... arguments) {
    try {
      CommandLine.ParseResult parsed = commandLine(new Main()).parseArgs(arguments);
      CommandLine.ParseResult command = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
      boolean computes =
          !parsed.isUsageHelpRequested()
              && !parsed.isVersionHelpRequested()
              && !command.isUsageHelpRequested()
              && !command.isVersionHelpRequested();
      return computes
              && command.commandSpec().userObject() instanceof NeedsEngine needs
              && needs.needsEngine()
          ? Optional.of(needs.device())
          : Optional.empty();
    } catch (CommandLine.ParameterException e) {
      return Optional.empty();
    }
  }

  /** A command that may need ND4J. */
  interface NeedsEngine {
    /** Whether it does with the options that it was given. */
    boolean needsEngine();

    /** What ND4J is to compute on. */
    default Device device() {
      return Device.Processor.plain();
    }
  }

  private static CommandLine commandLine(Main main) {
    return new CommandLine(main).setCaseInsensitiveEnumValuesAllowed(true);
  }

  private static int run(String... arguments) {
    Main main = new Main();
    return main.execute(commandLine(main), arguments);
  }

  /** Runs a command line in this process, with its own streams, and returns its exit status. */
  static int run(PrintWriter output, PrintWriter errors, String... arguments) {
    Main main = new Main();
    return main.execute(commandLine(main).setOut(output).setErr(errors), arguments);
  }

  private int execute(CommandLine line, String... arguments) {
    return line.setExecutionExceptionHandler((failure, at, parsed) -> explain(failure, at))
        .setParameterExceptionHandler((mistake, parsed) -> explainUsage(mistake))
        .execute(arguments);
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(),
        "Name a command: fit, evaluate, verify, cross, compare, study, inspect or draw.");
  }

  private int explain(Exception failure, CommandLine line) {
    String message =
        switch (failure) {
          case DataException known -> known.getMessage();
          case AccessDeniedException denied ->
              denied.getFile() + " may not be written or read: check its permissions.";
          case FileAlreadyExistsException there ->
              there.getFile() + " is a file, but a folder is needed: name another.";
          case FileSystemException file ->
              "%s cannot be written or read (%s): name another, or mend it."
                  .formatted(
                      file.getFile(),
                      file.getReason() == null
                          ? file.getClass().getSimpleName()
                          : file.getReason());
          case IOException other -> "reading or writing failed: " + other.getMessage();
          default -> "unexpected " + failure + "; run again with --stacktrace and report it.";
        };
    line.getErr().println(line.getColorScheme().errorText("facet-trainer: " + message));
    if (stacktrace) {
      failure.printStackTrace(line.getErr());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static int explainUsage(CommandLine.ParameterException mistake) {
    CommandLine line = mistake.getCommandLine();
    String command = line.getCommandSpec().qualifiedName();
    line.getErr()
        .println(
            line.getColorScheme().errorText("%s: %s".formatted(command, mistake.getMessage())));
    line.getErr().println("Try '" + command + " --help'.");
    return CommandLine.ExitCode.USAGE;
  }

  /** Version for {@code --version}. */
  static final class VersionText implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"facet-trainer " + dev.facet.trainer.run.Version.current()};
    }
  }
}
