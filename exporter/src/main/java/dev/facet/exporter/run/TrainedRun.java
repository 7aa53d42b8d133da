package dev.facet.exporter.run;

import dev.facet.exporter.Digest;
import dev.facet.exporter.ExportException;
import dev.facet.exporter.frontend.SavedGraph;
import dev.facet.exporter.pass.Preprocessing;
import dev.facet.trainer.augment.InputSpec;
import dev.facet.trainer.recipe.Recipe;
import dev.facet.trainer.recipe.Recipes;
import dev.facet.trainer.run.RunDirectory;
import dev.facet.trainer.run.RunInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * A finished run of the trainer.
 *
 * @param directory where its files lie
 * @param info what it says about itself
 * @param recipe with which it was trained
 * @param recipeSha256 digest of {@code recipe.yaml}, hexadecimal
 */
public record TrainedRun(RunDirectory directory, RunInfo info, Recipe recipe, String recipeSha256) {
  /** The outputs that a network may have, in the order in which a bundle lists them. */
  public static final List<String> OUTPUTS =
      List.of("probabilities", "embedding", "masks", "affinity");

  /**
   * Reads a run directory, without its graph.
   *
   * @throws dev.facet.trainer.data.DataException if there is no finished run
   * @throws ExportException if its recipe cannot be read
   */
  public static TrainedRun read(Path root) {
    RunDirectory directory = RunDirectory.finished(root);
    RunInfo info = RunInfo.read(directory.info());
    Recipe recipe = Recipes.read(directory.recipe());
    try {
      return new TrainedRun(
          directory, info, recipe, Digest.sha256(Files.readAllBytes(directory.recipe())));
    } catch (IOException e) {
      throw new ExportException(
          "%s cannot be read: %s.".formatted(directory.recipe(), e.getMessage()), e);
    }
  }

  /**
   * Loads the inference graph.
   *
   * @throws ExportException if the file does not hold one, or none of the known outputs
   */
  public SameDiff graph() {
    SameDiff graph = SavedGraph.load(directory.graph(), OUTPUTS);
    if (outputs(graph).isEmpty()) {
      throw new ExportException(
          "%s has none of the outputs %s: fit the network again."
              .formatted(directory.graph(), OUTPUTS));
    }
    return graph;
  }

  /** Those of the known outputs that a graph has, in order. */
  public static List<String> outputs(SameDiff graph) {
    return OUTPUTS.stream().filter(graph::hasVariable).toList();
  }

  /** What the graph expects to have happened to a face. */
  public Preprocessing preprocessing() {
    InputSpec input = recipe.input();
    return new Preprocessing(
        input.height(),
        input.width(),
        input.cropHeight(),
        input.cropWidth(),
        input.mean(),
        input.std());
  }
}
