package dev.facet.trainer.cli;

import dev.facet.trainer.data.DataException;
import dev.facet.trainer.data.Partition;
import dev.facet.trainer.evaluate.Comparison;
import dev.facet.trainer.evaluate.MetricsFile;
import dev.facet.trainer.recipe.Recipe;
import dev.facet.trainer.recipe.Recipes;
import dev.facet.trainer.run.RunDirectory;
import dev.facet.trainer.run.RunInfo;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  private final Set<String> datasets = new HashSet<>();
  private final Map<String, Recipe> recipes = new HashMap<>();

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
      requireComparable(path, info, Recipes.read(run.recipe()));
      entries.add(
          new Comparison.Entry(info.recipe(), info.seed(), MetricsFile.readEvaluation(evaluation)));
    }
    PrintWriter output = spec.commandLine().getOut();
    output.println(new Comparison(entries).table());
    output.flush();
    return 0;
  }

  /** Runs are comparable on one dataset, and one name must mean one recipe but for its seed. */
  private void requireComparable(Path path, RunInfo info, Recipe recipe) {
    if (!datasets.isEmpty() && !datasets.contains(info.dataset().digest())) {
      throw new DataException(
          "run %s learnt from other data than the runs before it: compare runs on the same data."
              .formatted(path));
    }
    datasets.add(info.dataset().digest());
    Recipe comparable = recipe.unseeded();
    Recipe known = recipes.putIfAbsent(recipe.name(), comparable);
    if (known != null && !known.equals(comparable)) {
      throw new DataException(
          "run %s has another recipe than the runs before it that are named %s too: give it another"
                  .formatted(path, recipe.name())
              + " name with --set name=...");
    }
  }
}
