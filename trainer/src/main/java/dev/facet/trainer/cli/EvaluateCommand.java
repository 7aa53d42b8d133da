package dev.facet.trainer.cli;

import dev.facet.trainer.data.AttributeDataset;
import dev.facet.trainer.data.CelebaAttribute;
import dev.facet.trainer.data.DataException;
import dev.facet.trainer.data.Layouts;
import dev.facet.trainer.data.Partition;
import dev.facet.trainer.device.Device;
import dev.facet.trainer.evaluate.JsonFile;
import dev.facet.trainer.evaluate.Metrics;
import dev.facet.trainer.evaluate.MetricsFile;
import dev.facet.trainer.evaluate.MetricsTable;
import dev.facet.trainer.evaluate.Predictions;
import dev.facet.trainer.evaluate.PredictionsFile;
import dev.facet.trainer.file.WholeFile;
import dev.facet.trainer.predict.RunPredictor;
import dev.facet.trainer.report.EvaluationText;
import dev.facet.trainer.report.Findings;
import dev.facet.trainer.report.Judgement;
import dev.facet.trainer.run.RunDirectory;
import dev.facet.trainer.run.RunReport;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code facet-trainer evaluate}: judges a run on a partition of a dataset. */
@Command(
    name = "evaluate",
    description = {
      "Judges a run on faces that it has not learnt from: each attribute, how differently groups of"
          + " faces are treated, and how often predictions contradict themselves.",
      "Prints the attributes and a summary. Writes report.html, all tables as"
          + " evaluation-PARTITION.md, and the numbers as JSON: evaluation-, groups- and"
          + " consistency-PARTITION.json."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  facet-trainer evaluate --run runs/first --data celeba",
      "  facet-trainer evaluate --run runs/first --data celeba --groups Chubby --all"
    })
final class EvaluateCommand implements Callable<Integer>, Main.NeedsEngine {
  private static final List<String> USUAL_GROUPS =
      List.of(CelebaAttribute.MALE.label(), CelebaAttribute.YOUNG.label());

  @Spec private CommandSpec spec;

  @Mixin private DeviceChoice device = new DeviceChoice();

  @Option(names = "--run", required = true, paramLabel = "RUN", description = "A finished run.")
  private Path run;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Faces in CelebA's or LFWA's layout, labelled with the attributes of the run.")
  private Path data;

  @Option(
      names = "--partition",
      defaultValue = "test",
      description = "train, validation or test. Default: ${DEFAULT-VALUE}.")
  private String partition;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to write. Default: the run directory.")
  private Optional<Path> out;

  @Option(
      names = "--groups",
      split = ",",
      paramLabel = "NAME",
      description = {
        "Attributes that part the faces into groups to compare, or 'none'.",
        "Default: those of Male and Young that the data has."
      })
  private List<String> groups = new ArrayList<>();

  @Option(
      names = "--predictions",
      paramLabel = "FILE",
      description =
          "Also write what the run says of every face, with its picture and labels, as JSON.")
  private Optional<Path> predictionsFile;

  @Option(names = "--all", description = "Print all tables, not only a summary.")
  private boolean all;

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
    RunDirectory source = RunDirectory.finished(run);
    RunDirectory target = new RunDirectory(out.orElse(run));
    Partition part = Partition.parse(partition);
    AttributeDataset faces = Layouts.read(data);
    List<String> groupings = groupings(faces);
    Files.createDirectories(target.root());
    device.begin(spec.commandLine().getOut());
    try (RunPredictor predictor = new RunPredictor(source)) {
      predictor.requireLabels(faces);
      Predictions predictions = predictor.predict(faces, part);
      Metrics metrics = predictions.metrics();
      Findings findings = Findings.of(predictions, groupings);
      predictionsFile.ifPresent(
          file -> PredictionsFile.of(part.label(), predictions, faces.examples(part)).write(file));
      MetricsFile.write(target.evaluation(part.label()), metrics);
      JsonFile.write(target.groups(part.label()), findings.groups());
      JsonFile.write(target.consistency(part.label()), findings.consistency());
      WholeFile.replace(
          target.tables(part.label()),
          EvaluationText.markdown(predictor.info().recipe(), part.label(), metrics, findings));
      RunReport.write(
          target.report(),
          predictor.info(),
          MetricsFile.readRun(source.metrics()).epochs(),
          part.label(),
          Judgement.of(metrics, findings));
      PrintWriter output = spec.commandLine().getOut();
      output.println(MetricsTable.of(metrics));
      output.print(all ? EvaluationText.tables(findings) : EvaluationText.summary(findings));
      output.printf("All tables: %s%n", target.tables(part.label()));
      output.flush();
    }
    return 0;
  }

  private List<String> groupings(AttributeDataset faces) {
    if (groups.isEmpty()) {
      return USUAL_GROUPS.stream().filter(faces.attributes()::contains).toList();
    }
    if (groups.equals(List.of("none"))) {
      return List.of();
    }
    for (String group : groups) {
      if (!faces.attributes().contains(group)) {
        throw new DataException(
            "%s is not labelled with '%s' to compare groups by: give --groups one of %s, or none."
                .formatted(faces.root(), group, String.join(", ", faces.attributes())));
      }
    }
    return groups.stream().distinct().toList();
  }
}
