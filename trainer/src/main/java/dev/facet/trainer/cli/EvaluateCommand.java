package dev.facet.trainer.cli;

import dev.facet.trainer.data.AttributeDataset;
import dev.facet.trainer.data.CelebaLayout;
import dev.facet.trainer.data.Partition;
import dev.facet.trainer.evaluate.Metrics;
import dev.facet.trainer.evaluate.MetricsFile;
import dev.facet.trainer.evaluate.MetricsTable;
import dev.facet.trainer.predict.RunPredictor;
import dev.facet.trainer.run.RunDirectory;
import dev.facet.trainer.run.RunReport;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code facet-trainer evaluate}: judges a run on a partition of a dataset. */
@Command(
    name = "evaluate",
    description = {
      "Judges a run on faces that it has not learnt from.",
      "Writes evaluation-PARTITION.json and report.html and prints a table."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  facet-trainer evaluate --run runs/first --data celeba"})
final class EvaluateCommand implements Callable<Integer>, Main.NeedsEngine {
  @Spec private CommandSpec spec;

  @Option(names = "--run", required = true, paramLabel = "RUN", description = "A finished run.")
  private Path run;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Faces in CelebA's layout with the attributes of the run.")
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

  @Override
  public boolean needsEngine() {
    return true;
  }

  @Override
  public Integer call() throws Exception {
    RunDirectory source = RunDirectory.finished(run);
    RunDirectory target = new RunDirectory(out.orElse(run));
    Partition part = Partition.parse(partition);
    AttributeDataset faces = CelebaLayout.read(data);
    Files.createDirectories(target.root());
    try (RunPredictor predictor = new RunPredictor(source)) {
      Metrics metrics = predictor.evaluate(faces, part);
      MetricsFile.write(target.evaluation(part.label()), metrics);
      RunReport.write(
          target.report(),
          predictor.info(),
          MetricsFile.readRun(source.metrics()).epochs(),
          part.label(),
          metrics);
      PrintWriter output = spec.commandLine().getOut();
      output.println(MetricsTable.of(metrics));
      output.flush();
    }
    return 0;
  }
}
