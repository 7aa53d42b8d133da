package dev.facet.pipeline;

import dev.facet.pipeline.canary.JarFunctions;
import dev.facet.pipeline.settings.SettingsFile;
import dev.facet.pipeline.step.Console;
import dev.facet.pipeline.step.Pipeline;
import dev.facet.pipeline.step.Request;
import dev.facet.pipeline.step.Toolbox;
import dev.facet.pipeline.tool.CodeDigest;
import dev.facet.pipeline.tool.JarTool;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code facet-pipeline run}: from data to a served model. */
@Command(
    name = "run",
    description = {
      "Checks the data, fits, evaluates, compares with the served model, exports, verifies, publishes,"
          + " tries the new model beside the served one, and serves it.",
      "A run that broke off is taken up where it was; nothing changed means nothing done."
    },
    sortOptions = false,
    footer = {
      "",
      "Example:",
      "  facet-pipeline run --data CELEBA --name faces --registry registry --sign key.pem --key public.pem",
      "",
      "Exit status: 0 served or nothing to do, 1 stopped or failed, 2 wrong usage."
    })
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "The faces to learn from, in a layout that facet-trainer reads.")
  private Path data;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "The model's name: small letters, digits, dots, dashes, underscores.")
  private String name;

  @Option(
      names = "--registry",
      required = true,
      paramLabel = "DIR",
      description = "The folder of published models; made if it is missing.")
  private Path registry;

  @Option(
      names = "--recipe",
      defaultValue = "pse-long",
      paramLabel = "NAME|FILE",
      description = "What to fit (default: ${DEFAULT-VALUE}).")
  private String recipe;

  @Option(
      names = "--fit",
      paramLabel = "ARGUMENT",
      description = "One more argument for facet-trainer fit, such as --fit=--epochs=3.")
  private List<String> fit = new ArrayList<>();

  @Option(
      names = "--version",
      paramLabel = "V",
      description = "The new model's version. Default: the next minor one.")
  private Optional<String> version;

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description =
          "What data and a model must keep, where it differs from the defaults; see the settings command.")
  private Optional<Path> settings;

  @Option(
      names = "--sign",
      paramLabel = "KEY.pem",
      description = "Sign the bundle with this private Ed25519 key.")
  private Optional<Path> sign;

  @Option(
      names = "--key",
      paramLabel = "PUBLIC.pem",
      description = "Demand signatures that this public key verifies, of functions too.")
  private Optional<Path> key;

  @Option(
      names = "--work",
      defaultValue = "pipeline-work",
      paramLabel = "DIR",
      description =
          "Where what is under way lies, for a run that takes it up (default: ${DEFAULT-VALUE}).")
  private Path work;

  @Option(
      names = "--again",
      description = "Also try what was stopped before, or make anew what is served.")
  private boolean again;

  @CommandLine.ArgGroup(exclusive = false, heading = "Where Facet's programs are:%n")
  private Programs programs = new Programs();

  @Override
  public Integer call() throws IOException {
    requireName();
    PrintWriter out = spec.commandLine().getOut();
    Toolbox tools =
        new Toolbox(
            new JarTool(programs.trainer, out),
            new JarTool(programs.exporter, out),
            new JarFunctions(programs.function, key),
            CodeDigest.of(List.of(programs.trainer, programs.exporter)));
    Request request =
        new Request(
            data.toAbsolutePath().normalize(),
            recipe,
            fit,
            name,
            version,
            registry.toAbsolutePath().normalize(),
            work.toAbsolutePath().normalize(),
            sign,
            key,
            SettingsFile.read(settings),
            again);
    Console console =
        new Console(out, Optional.ofNullable(System.getenv("GITHUB_STEP_SUMMARY")).map(Path::of));
    Pipeline.Result result = new Pipeline(request, tools, console, Clock.systemUTC()).run();
    tellWorkflow(result);
    return result.outcome() == Pipeline.Outcome.STOPPED ? 1 : 0;
  }

  private void requireName() {
    if (!name.matches("[a-z0-9][a-z0-9._-]{0,63}")) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "--name must be small letters, digits, dots, dashes and underscores, found '%s'"
              .formatted(name));
    }
  }

  /** Sets the outputs of a step of GitHub Actions, where it is one. */
  private static void tellWorkflow(Pipeline.Result result) throws IOException {
    String file = System.getenv("GITHUB_OUTPUT");
    if (file != null) {
      Files.writeString(
          Path.of(file),
          "outcome=%s%nversion=%s%n"
              .formatted(
                  result.outcome().name().toLowerCase(Locale.ROOT), result.version().orElse("")),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }
}
