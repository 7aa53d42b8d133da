package dev.facet.exporter.frontend;

import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Environment;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs SameDiff graphs, those with dilated convolutions too: for these ND4J's oneDNN helpers find
 * no primitive and throw, while its own kernels compute them.
 */
public final class Forward {
  private static final String NO_PRIMITIVE = "could not create a descriptor";

  private Forward() {}

  /**
   * The values of variables.
   *
   * @param graph to run
   * @param feeds arrays for all placeholders
   * @param variables names of what to compute
   * @throws RuntimeException ND4J's, if the graph does not run either way
   */
  public static Map<String, INDArray> run(
      SameDiff graph, Map<String, INDArray> feeds, List<String> variables) {
    try {
      return graph.output(feeds, variables);
    } catch (RuntimeException e) {
      Environment environment = Nd4j.getEnvironment();
      if (!environment.helpersAllowed() || !String.valueOf(e.getMessage()).contains(NO_PRIMITIVE)) {
        throw e;
      }
      environment.allowHelpers(false);
      try {
        return graph.output(feeds, variables);
      } finally {
        environment.allowHelpers(true);
      }
    }
  }
}
