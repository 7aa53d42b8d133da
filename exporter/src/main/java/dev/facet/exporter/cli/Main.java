package dev.facet.exporter.cli;

import static java.util.stream.Collectors.joining;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.PlainText;
import dev.facet.trainer.cli.Launcher;
import dev.facet.trainer.data.DataException;
import dev.facet.trainer.run.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.OptionalInt;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code facet-exporter}: turns runs into bundles, and tries bundles against their runs. */
@Command(
    name = "facet-exporter",
    description = "Turns trained networks into ONNX bundles that explain themselves.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.VersionText.class,
    subcommands = {
      ExportCommand.class,
      VerifyCommand.class,
      InspectCommand.class,
      TimeCommand.class,
      ConvertCommand.class
    },
    footer = {
      "",
      "Exit status: 0 done, 1 failed, 2 wrong usage.",
      "",
      "Examples:",
      "  facet-exporter export --run runs/pse --out bundles --name celeba-pse --version 1.0.0",
      "  facet-exporter verify --bundle bundles/celeba-pse/1.0.0 --run runs/pse",
      "  facet-exporter inspect --model bundles/celeba-pse/1.0.0 --html pse.html",
      "  facet-exporter convert --graph model.sd --outputs softmax --out model.onnx"
    })
public final class Main implements Runnable {
  private static final int HELP_WIDTH = 100;

  /** How a shell tells the signals of an abort, an arithmetic error and a wild pointer. */
  private static final Set<Integer> NATIVE_ENDS = Set.of(128 + 6, 128 + 8, 128 + 11);

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
    System.exit(status.isPresent() ? ended(status.getAsInt()) : run(arguments));
  }

  /** What this process says when the one that did the work was ended by native code. */
  private static int ended(int status) {
    if (!NATIVE_ENDS.contains(status)) {
      return status;
    }
    System.err.println(
        "facet-exporter: A native library broke down (exit status %d): one of the files is damaged, make or get it again."
            .formatted(status));
    return CommandLine.ExitCode.SOFTWARE;
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
    CommandLine line =
        new CommandLine(main)
            .setOut(out)
            .setErr(err)
            .setUsageHelpWidth(HELP_WIDTH)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler((failure, at, parsed) -> main.explain(failure, at));
    try {
      return line.execute(arguments);
    } catch (OutOfMemoryError | StackOverflowError e) {
      return main.explain(
          new ExportException(
              "Java's memory of %d MiB is too small for these files, or they are damaged: give it more with -Xmx."
                  .formatted(Runtime.getRuntime().maxMemory() >> 20),
              e),
          line);
    }
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "Name a command: export, verify, inspect or convert.");
  }

  private int explain(Exception failure, CommandLine line) {
    String message =
        failure instanceof ExportException || failure instanceof DataException
            ? oneLine(failure.getMessage())
            : "unexpected " + failure + "; run again with --stacktrace and report it.";
    line.getErr().println(line.getColorScheme().errorText("facet-exporter: " + message));
    if (stacktrace) {
      failure.printStackTrace(line.getErr());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** A message may quote files, and these whatever they like. */
  private static String oneLine(String message) {
    return PlainText.of(message.lines().map(String::strip).collect(joining(" ")));
  }

  /** Version for {@code --version}. */
  static final class VersionText implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"facet-exporter " + Version.current()};
    }
  }
}
