package dev.facet.trainer.cli;

import dev.facet.trainer.catalogue.RecipeList;
import dev.facet.trainer.data.AttributeDataset;
import dev.facet.trainer.data.Layouts;
import dev.facet.trainer.device.Device;
import dev.facet.trainer.fit.Fit;
import dev.facet.trainer.fit.FitRequest;
import dev.facet.trainer.fit.RunWeights;
import dev.facet.trainer.recipe.Recipe;
import dev.facet.trainer.recipe.Recipes;
import dev.facet.trainer.run.RunDirectory;
import dev.facet.trainer.weights.NamedArrays;
import dev.facet.trainer.weights.OnnxWeights;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code facet-trainer fit}: trains a recipe on a folder of faces. */
@Command(
    name = "fit",
    description = "Trains a network on a folder of faces and writes a run directory.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  facet-trainer fit --recipe pse-small --data celeba --out runs/first",
      "  facet-trainer fit --data celeba --out runs/first --resume",
      "  facet-trainer fit --recipe list"
    })
final class FitCommand implements Callable<Integer>, Main.NeedsEngine {
  @Spec private CommandSpec spec;

  @Mixin private DeviceChoice device = new DeviceChoice();

  @Option(
      names = "--recipe",
      paramLabel = "NAME|FILE",
      description =
          "A recipe by name or file; 'list' shows all with their size and cost. Default: pse-small,"
              + " or the run's own with --resume.")
  private Optional<String> recipe;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Faces in CelebA's layout (img_align_celeba, list_attr_celeba.txt,"
              + " list_eval_partition.txt), LFWA's (lfw_att_40.mat, lfw) or a folder per person.")
  private Optional<Path> data;

  @Option(names = "--out", paramLabel = "RUN", description = "The run directory to write.")
  private Optional<Path> out;

  @Option(
      names = "--init",
      paramLabel = "RUN|FILE.onnx",
      description =
          "Begin with the weights of this run or ONNX model, where names and shapes agree; the names"
              + " of torchvision's and timm's residual networks are understood. Default: those of the"
              + " recipe that comes before, if the recipe names one.")
  private Optional<Path> init;

  @Option(
      names = "--resume",
      description = "Go on with the run in --out; begin it if there is none.")
  private boolean resume;

  @Option(names = "--epochs", paramLabel = "N", description = "Same as --set training.epochs=N.")
  private Optional<Integer> epochs;

  @Option(names = "--seed", paramLabel = "N", description = "Same as --set training.seed=N.")
  private Optional<Long> seed;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Change a field of the recipe, such as optimizer.learningRate=0.001.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--data-name",
      paramLabel = "TEXT",
      description = "How the data is called in reports and model cards. Default: its folder.")
  private Optional<String> dataName;

  @Option(
      names = "--data-licence",
      paramLabel = "TEXT",
      defaultValue = "not stated",
      description = "Terms of the data, for the model card. Default: ${DEFAULT-VALUE}.")
  private String dataLicence;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "Longest training that an interruption may cost. Default: ${DEFAULT-VALUE}.")
  private int checkpointSeconds;

  @Override
  public Integer call() throws Exception {
    PrintWriter output = spec.commandLine().getOut();
    if (lists()) {
      output.print(RecipeList.table());
      output.flush();
      return 0;
    }
    if (checkpointSeconds < 0) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "--checkpoint-every must be 0 or more seconds, found " + checkpointSeconds);
    }
    RunDirectory run = new RunDirectory(required(out, "--out"));
    Path folder = required(data, "--data");
    Recipe resolved = resolve(run);
    AttributeDataset faces = Layouts.read(folder);
    device.begin(output);
    FitRequest request =
        new FitRequest(
            resolved,
            faces,
            dataName.orElse(folder.toAbsolutePath().normalize().getFileName().toString()),
            dataLicence,
            run,
            init.map(FitCommand::weights),
            resume,
            Duration.ofSeconds(checkpointSeconds));
    try (FitConsole console = new FitConsole(output)) {
      new Fit(request, console).run();
    }
    output.printf("run written to %s%n", run.root());
    return 0;
  }

  @Override
  public Device device() {
    return lists() ? Device.Processor.plain() : device.device();
  }

  private boolean lists() {
    return recipe.filter("list"::equals).isPresent();
  }

  @Override
  public boolean needsEngine() {
    return lists() || (out.isPresent() && data.isPresent());
  }

  private Recipe resolve(RunDirectory run) {
    Map<String, String> all = new LinkedHashMap<>(settings);
    epochs.ifPresent(value -> all.put("training.epochs", value.toString()));
    seed.ifPresent(value -> all.put("training.seed", value.toString()));
    boolean continued = resume && Files.exists(run.recipe());
    return continued && recipe.isEmpty() && all.isEmpty()
        ? Recipes.read(run.recipe())
        : Recipes.find(recipe.orElse("pse-small"), all);
  }

  private static NamedArrays weights(Path source) {
    return Files.isDirectory(source)
        ? RunWeights.read(RunDirectory.finished(source))
        : OnnxWeights.read(source);
  }

  private Path required(Optional<Path> value, String option) {
    return value.orElseThrow(
        () ->
            new CommandLine.ParameterException(
                spec.commandLine(), "Missing required option: '" + option + "'"));
  }
}
