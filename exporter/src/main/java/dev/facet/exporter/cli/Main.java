package dev.facet.exporter.cli;

import dev.facet.exporter.ExportException;
import dev.facet.trainer.cli.Launcher;
import dev.facet.trainer.data.DataException;
import dev.facet.trainer.run.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.OptionalInt;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code facet-exporter}: turns runs into bundles, and tries bundles against their runs. */
@Command(
    name = "facet-exporter",
    description = "Turns trained networks into ONNX bundles that explain themselves.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.VersionText.class,
    subcommands = {ExportCommand.class, VerifyCommand.class, InspectCommand.class},
    footer = {
      "",
      "Exit status: 0 done, 1 failed, 2 wrong usage.",
      "",
      "Examples:",
      "  facet-exporter export --run runs/pse --out bundles --name celeba-pse --version 1.0.0",
      "  facet-exporter verify --bundle bundles/celeba-pse/1.0.0 --run runs/pse",
      "  facet-exporter inspect --model bundles/celeba-pse/1.0.0 --html pse.html"
    })
public final class Main implements Runnable {
  private static final int HELP_WIDTH = 100;

  @Option(
      names = "--stacktrace",
      scope = CommandLine.ScopeType.INHERIT,
      description = "Show where in the code a failure arose.")
  private boolean stacktrace;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private Main() {}

  /** Runs a command line and ends the process with its exit status. */
  public static void main(String... arguments) throws IOException {
    OptionalInt status = Launcher.relaunch(Main.class, arguments);
    System.exit(status.isPresent() ? status.getAsInt() : run(arguments));
  }

  /** Runs a command line in this process and returns its exit status. */
  public static int run(String... arguments) {
    return run(
        new PrintWriter(System.out, true, System.out.charset()),
        new PrintWriter(System.err, true, System.err.charset()),
        arguments);
  }

  /** Runs a command line in this process, writing where the caller says. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    Main main = new Main();
    return new CommandLine(main)
        .setOut(out)
        .setErr(err)
        .setUsageHelpWidth(HELP_WIDTH)
        .setExecutionExceptionHandler((failure, line, parsed) -> main.explain(failure, line))
        .execute(arguments);
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "Name a command: export, verify or inspect.");
  }

  private int explain(Exception failure, CommandLine line) {
    String message =
        failure instanceof ExportException || failure instanceof DataException
            ? failure.getMessage()
            : "unexpected " + failure + "; run again with --stacktrace and report it.";
    line.getErr().println(line.getColorScheme().errorText("facet-exporter: " + message));
    if (stacktrace) {
      failure.printStackTrace(line.getErr());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** Version for {@code --version}. */
  static final class VersionText implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"facet-exporter " + Version.current()};
    }
  }
}
