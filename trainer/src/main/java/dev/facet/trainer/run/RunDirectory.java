package dev.facet.trainer.run;

import dev.facet.trainer.data.DataException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the files of a run lie.
 *
 * @param root the directory
 */
public record RunDirectory(Path root) {

  /**
   * A finished run.
   *
   * @throws DataException if there is none, or it has not been finished
   */
  public static RunDirectory finished(Path root) {
    RunDirectory run = new RunDirectory(root);
    if (!Files.isRegularFile(run.recipe())) {
      throw new DataException(
          "%s is not a run: it has no recipe.yaml; make one with facet-trainer fit."
              .formatted(root));
    }
    if (!Files.isRegularFile(run.graph()) || !Files.isRegularFile(run.info())) {
      throw new DataException(
          "run %s is not finished: go on with facet-trainer fit --resume.".formatted(root));
    }
    return run;
  }

  /** The recipe with every default: {@code recipe.yaml}. */
  public Path recipe() {
    return root.resolve("recipe.yaml");
  }

  /** The inference graph with its weights: {@code graph.sd}. */
  public Path graph() {
    return root.resolve("graph.sd");
  }

  /** Facts about the run: {@code run.json}. */
  public Path info() {
    return root.resolve("run.json");
  }

  /** Metrics by epoch and at the end: {@code metrics.json}. */
  public Path metrics() {
    return root.resolve("metrics.json");
  }

  /** The report for people: {@code report.html}. */
  public Path report() {
    return root.resolve("report.html");
  }

  /** What a resumed run starts from: {@code checkpoint/state.bin}. */
  public Path checkpoint() {
    return root.resolve("checkpoint").resolve("state.bin");
  }

  /** Held by the process that trains: {@code checkpoint/lock}. */
  public Path lock() {
    return root.resolve("checkpoint").resolve("lock");
  }

  /** The run of the recipe that comes before this one's, where there is such: {@code before/}. */
  public Path before() {
    return root.resolve("before");
  }

  /** The result of an evaluation: {@code evaluation-PARTITION.json}. */
  public Path evaluation(String partition) {
    return root.resolve("evaluation-" + partition + ".json");
  }

  /** How differently groups are treated: {@code groups-PARTITION.json}. */
  public Path groups(String partition) {
    return root.resolve("groups-" + partition + ".json");
  }

  /** How often predictions contradict themselves: {@code consistency-PARTITION.json}. */
  public Path consistency(String partition) {
    return root.resolve("consistency-" + partition + ".json");
  }

  /** All tables of an evaluation, to be read: {@code evaluation-PARTITION.md}. */
  public Path tables(String partition) {
    return root.resolve("evaluation-" + partition + ".md");
  }

  /** How well persons are told apart on a set of pairs: {@code verification-PAIRS.json}. */
  public Path verification(String pairs) {
    return root.resolve("verification-" + pairs + ".json");
  }

  /** The same, to be read: {@code verification-PAIRS.md}. */
  public Path verificationTables(String pairs) {
    return root.resolve("verification-" + pairs + ".md");
  }

  /** The same as a page with the ROC curve: {@code verification-PAIRS.html}. */
  public Path verificationReport(String pairs) {
    return root.resolve("verification-" + pairs + ".html");
  }
}
