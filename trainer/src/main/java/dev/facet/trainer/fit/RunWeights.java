package dev.facet.trainer.fit;

import dev.facet.trainer.data.DataException;
import dev.facet.trainer.run.RunDirectory;
import dev.facet.trainer.weights.NamedArrays;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Reads the weights and running statistics of a finished run. */
public final class RunWeights {
  private RunWeights() {}

  /**
   * The arrays of the run's inference graph and, from its checkpoint if that is still there, those
   * that only training needs, such as the classifier of identities.
   *
   * @throws DataException if a file cannot be read
   */
  public static NamedArrays read(RunDirectory run) {
    Map<String, NamedArrays.Values> arrays = new LinkedHashMap<>(ofGraph(run));
    if (Files.exists(run.checkpoint())) {
      try {
        Checkpoint.weights(run.checkpoint()).forEach(arrays::putIfAbsent);
      } catch (IOException e) {
        throw new DataException(
            "checkpoint %s cannot be read: %s.".formatted(run.checkpoint(), e.getMessage()), e);
      }
    }
    return new NamedArrays("run " + run.root(), arrays);
  }

  private static Map<String, NamedArrays.Values> ofGraph(RunDirectory run) {
    SameDiff graph;
    try {
      graph = SameDiff.load(run.graph().toFile(), false);
    } catch (RuntimeException | OutOfMemoryError e) {
      throw new DataException(
          "graph %s is damaged: restore it, or train the run again.".formatted(run.graph()), e);
    }
    Map<String, NamedArrays.Values> arrays = new LinkedHashMap<>();
    for (SDVariable variable : graph.variables()) {
      boolean statistic =
          variable.getVariableType() == VariableType.CONSTANT
              && (variable.name().endsWith(".mean") || variable.name().endsWith(".variance"));
      if (statistic || variable.getVariableType() == VariableType.VARIABLE) {
        INDArray array = variable.getArr();
        arrays.put(
            variable.name(),
            new NamedArrays.Values(
                Arrays.stream(array.shape()).boxed().toList(), array.ravel().toFloatVector()));
      }
    }
    return arrays;
  }
}
