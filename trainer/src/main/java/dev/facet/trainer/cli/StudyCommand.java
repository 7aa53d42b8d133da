package dev.facet.trainer.cli;

import dev.facet.trainer.data.Layouts;
import dev.facet.trainer.data.Partition;
import dev.facet.trainer.device.Device;
import dev.facet.trainer.file.WholeFile;
import dev.facet.trainer.study.PaperSize;
import dev.facet.trainer.study.Studies;
import dev.facet.trainer.study.Study;
import dev.facet.trainer.study.StudyResult;
import dev.facet.trainer.study.StudyRunner;
import dev.facet.trainer.study.StudyTable;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code facet-trainer study}: repeats a paper's table. */
@Command(
    name = "study",
    description = {
      "Repeats a paper's comparison on a folder of faces: trains every row of its table with",
      "several seeds, judges the runs and writes the table as Markdown.",
      "Runs lie in --out and are not trained again; an interrupted study goes on where it was."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  facet-trainer study list",
      "  facet-trainer study pse-light --data celeba --out runs",
      "  facet-trainer study pse-light --data celeba --out trial --seeds 1 --set training.epochs=1",
      "  facet-trainer study blan --paper-size --device cuda --data celeba --out runs"
    })
final class StudyCommand implements Callable<Integer>, Main.NeedsEngine {
  @Spec private CommandSpec spec;

  @Mixin private DeviceChoice device = new DeviceChoice();

  @Parameters(
      paramLabel = "NAME|FILE",
      description = "A study by name or file; 'list' shows the names.")
  private String study;

  @Option(names = "--data", paramLabel = "DIR", description = "Faces, as for fit.")
  private Optional<Path> data;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder of the runs and the table.")
  private Optional<Path> out;

  @Option(
      names = "--seeds",
      split = ",",
      defaultValue = "1,2,3",
      paramLabel = "N",
      description = "Seeds that every row is trained with. Default: ${DEFAULT-VALUE}.")
  private List<Long> seeds;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Change a field of all recipes, such as training.epochs=1.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--paper-size",
      description =
          "Train the papers' own networks, recipes without -small, in place of small ones: this takes"
              + " a GPU and the papers' data. Where a paper begins with weights from ImageNet, fit"
              + " those rows first: fit --recipe RECIPE --set training.seed=SEED --init FILE.onnx"
              + " --out OUT/RECIPE-SEED; study takes the finished runs.")
  private boolean paperSize;

  @Option(
      names = "--partition",
      defaultValue = "test",
      description = "train, validation or test. Default: ${DEFAULT-VALUE}.")
  private String partition;

  @Option(
      names = "--data-name",
      paramLabel = "TEXT",
      description = "How the data is called in reports. Default: its folder.")
  private Optional<String> dataName;

  @Option(
      names = "--data-licence",
      paramLabel = "TEXT",
      defaultValue = "not stated",
      description = "Terms of the data. Default: ${DEFAULT-VALUE}.")
  private String dataLicence;

  @Override
  public Device device() {
    return device.device();
  }

  @Override
  public boolean needsEngine() {
    return !study.equals("list");
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter output = spec.commandLine().getOut();
    if (study.equals("list")) {
      for (String name : Studies.BUILT_IN) {
        Study each = Studies.find(name);
        output.printf(
            "%-18s %s (%s), %d rows%n", name, each.title(), each.source(), each.rows().size());
      }
      return 0;
    }
    Study found = paperSize ? PaperSize.of(study, Studies.find(study)) : Studies.find(study);
    Path folder = required(data, "--data");
    Path target = required(out, "--out");
    device.begin(output);
    StudyRunner.Request request =
        new StudyRunner.Request(
            found,
            Layouts.read(folder),
            dataName.orElse(folder.toAbsolutePath().normalize().getFileName().toString()),
            dataLicence,
            target,
            seeds,
            settings,
            Partition.parse(partition));
    List<StudyResult> results;
    try (FitConsole console = new FitConsole(output)) {
      results = new StudyRunner(request, console).run();
    }
    String table = new StudyTable(found, results).markdown();
    Files.createDirectories(target);
    Path file = target.resolve(name() + ".md");
    WholeFile.replace(file, table);
    output.printf("%n%s%nwritten to %s%n", table, file);
    output.flush();
    return 0;
  }

  /** The study's name, or its file's without the ending; of either size its own. */
  private String name() {
    String last = Path.of(study).getFileName().toString();
    String name =
        last.endsWith(".yaml") ? last.substring(0, last.length() - ".yaml".length()) : last;
    return paperSize ? name + "-paper-size" : name;
  }

  private Path required(Optional<Path> value, String option) {
    return value.orElseThrow(
        () ->
            new CommandLine.ParameterException(
                spec.commandLine(), "Missing required option: '" + option + "'"));
  }
}
