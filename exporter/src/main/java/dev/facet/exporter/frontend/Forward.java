package dev.facet.exporter.frontend;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Environment;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs SameDiff graphs as they are meant: without ND4J's oneDNN helpers where these throw, or give
 * wrong numbers.
 */
public final class Forward {
  /** What the helpers say of dilated convolutions, which ND4J's own kernels compute. */
  private static final String NO_PRIMITIVE = "could not create a descriptor";

  /**
   * Operators whose helper goes by the letter of an array's order, which is wrong on arrays that
   * SameDiff takes from its cache: their letter is changed and their strides are not.
   */
  private static final Set<String> MISREAD = Set.of("xw_plus_b");

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
    Environment environment = Nd4j.getEnvironment();
    if (!environment.helpersAllowed()) {
      return graph.output(feeds, variables);
    }
    if (misread(graph)) {
      return withoutHelpers(environment, graph, feeds, variables);
    }
    try {
      return graph.output(feeds, variables);
    } catch (RuntimeException e) {
      if (String.valueOf(e.getMessage()).contains(NO_PRIMITIVE)) {
        return withoutHelpers(environment, graph, feeds, variables);
      }
      throw e;
    }
  }

  private static boolean misread(SameDiff graph) {
    return graph.getOps().values().stream()
        .anyMatch(operation -> MISREAD.contains(operation.getOp().opName()));
  }

  private static Map<String, INDArray> withoutHelpers(
      Environment environment,
      SameDiff graph,
      Map<String, INDArray> feeds,
      List<String> variables) {
    environment.allowHelpers(false);
    try {
      return graph.output(feeds, variables);
    } finally {
      environment.allowHelpers(true);
    }
  }
}
