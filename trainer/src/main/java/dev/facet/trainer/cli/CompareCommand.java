package dev.facet.trainer.cli;

import dev.facet.trainer.data.DataException;
import dev.facet.trainer.data.Partition;
import dev.facet.trainer.evaluate.Comparison;
import dev.facet.trainer.evaluate.MetricsFile;
import dev.facet.trainer.run.RunDirectory;
import dev.facet.trainer.run.RunInfo;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code facet-trainer compare}: mean and spread of recipes over their seeds. */
@Command(
    name = "compare",
    description = "Compares evaluated runs by recipe: mean and spread over their seeds.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  facet-trainer compare runs/baseline-* runs/pse-*"})
final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "RUN", description = "Runs that were evaluated.")
  private List<Path> runs = new ArrayList<>();

  @Option(
      names = "--partition",
      defaultValue = "test",
      description = "train, validation or test. Default: ${DEFAULT-VALUE}.")
  private String partition;

  @Override
  public Integer call() {
    String label = Partition.parse(partition).label();
    List<Comparison.Entry> entries = new ArrayList<>();
    for (Path path : runs) {
      RunDirectory run = RunDirectory.finished(path);
      Path evaluation = run.evaluation(label);
      if (!Files.exists(evaluation)) {
        throw new DataException(
            "run %s was not judged on %s: run facet-trainer evaluate --run %s --partition %s first."
                .formatted(path, label, path, label));
      }
      RunInfo info = RunInfo.read(run.info());
      entries.add(
          new Comparison.Entry(info.recipe(), info.seed(), MetricsFile.readEvaluation(evaluation)));
    }
    PrintWriter output = spec.commandLine().getOut();
    output.println(new Comparison(entries).table());
    output.flush();
    return 0;
  }
}
