package dev.facet.trainer.cli;

import dev.facet.trainer.data.AttributeDataset;
import dev.facet.trainer.data.DataException;
import dev.facet.trainer.data.Layouts;
import dev.facet.trainer.data.Partition;
import dev.facet.trainer.device.Device;
import dev.facet.trainer.evaluate.JsonFile;
import dev.facet.trainer.evaluate.Metrics;
import dev.facet.trainer.evaluate.cross.CrossMetrics;
import dev.facet.trainer.evaluate.cross.CrossMetrics.Cell;
import dev.facet.trainer.evaluate.cross.CrossMetrics.Row;
import dev.facet.trainer.evaluate.cross.CrossTable;
import dev.facet.trainer.evaluate.table.Percent;
import dev.facet.trainer.file.WholeFile;
import dev.facet.trainer.predict.RunPredictor;
import dev.facet.trainer.run.RunDirectory;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code facet-trainer cross}: every run on every dataset. */
@Command(
    name = "cross",
    description = {
      "Judges every run on every dataset, its own and others, on the attributes that both have.",
      "Prints a table, rows trained on and columns tested on, and writes cross.md and cross.json."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  facet-trainer cross --run runs/a --run runs/b --data celeba --data lfwa --out x"
    })
final class CrossCommand implements Callable<Integer>, Main.NeedsEngine {
  @Spec private CommandSpec spec;

  @Mixin private DeviceChoice device = new DeviceChoice();

  @Option(
      names = "--run",
      required = true,
      paramLabel = "RUN",
      description = "A finished run; give one --run for each.")
  private List<Path> runs = new ArrayList<>();

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "A dataset with attributes; give one --data for each.")
  private List<Path> data = new ArrayList<>();

  @Option(
      names = "--partition",
      defaultValue = "test",
      description = "train, validation or test of every dataset. Default: ${DEFAULT-VALUE}.")
  private String partition;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to write.")
  private Path out;

  @Override
  public Device device() {
    return device.device();
  }

  @Override
  public boolean needsEngine() {
    return true;
  }

  @Override
  public Integer call() throws Exception {
    Partition part = Partition.parse(partition);
    List<RunDirectory> finished = runs.stream().map(RunDirectory::finished).toList();
    List<AttributeDataset> datasets = data.stream().map(Layouts::read).toList();
    Files.createDirectories(out);
    device.begin(spec.commandLine().getOut());
    List<Row> rows = new ArrayList<>();
    for (RunDirectory run : finished) {
      rows.add(row(run, datasets, part));
    }
    CrossMetrics metrics = new CrossMetrics(part.label(), names(data), rows);
    String table = CrossTable.of(metrics);
    JsonFile.write(out.resolve("cross.json"), metrics);
    WholeFile.replace(
        out.resolve("cross.md"), "# Trained on one dataset, tested on another\n\n" + table);
    PrintWriter output = spec.commandLine().getOut();
    output.printf("%n%s", table);
    output.flush();
    return 0;
  }

  private Row row(RunDirectory run, List<AttributeDataset> datasets, Partition part) {
    List<Cell> cells = new ArrayList<>();
    try (RunPredictor predictor = new RunPredictor(run)) {
      for (AttributeDataset faces : datasets) {
        List<String> shared =
            predictor.info().labels().stream().filter(faces.attributes()::contains).toList();
        if (shared.isEmpty()) {
          throw new DataException(
              "%s is labelled with none of the attributes that run %s predicts: leave one out."
                  .formatted(faces.root(), run.root()));
        }
        Metrics metrics = predictor.predict(faces, part).only(shared).metrics();
        cells.add(
            new Cell(
                predictor.info().dataset().digest().equals(faces.digest()),
                metrics.images(),
                shared,
                metrics.means().accuracy(),
                metrics.means().accuracyStandardError(),
                metrics.means().majorityAccuracy()));
        PrintWriter output = spec.commandLine().getOut();
        output.printf(
            "%s on %s: %s%n", run.root(), faces.root(), Percent.of(metrics.means().accuracy()));
        output.flush();
      }
      return new Row(
          names(runs).get(runs.indexOf(run.root())),
          predictor.info().recipe(),
          predictor.info().dataset().name(),
          cells);
    }
  }

  /** Folders by their last name where these differ, else in full. */
  private static List<String> names(List<Path> folders) {
    List<String> names =
        folders.stream()
            .map(folder -> folder.toAbsolutePath().normalize().getFileName().toString())
            .toList();
    return names.stream().distinct().count() == folders.size()
        ? names
        : folders.stream().map(Path::toString).toList();
  }
}
