package dev.facet.exporter.frontend;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.PlainText;
import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.ElementType;
import dev.facet.exporter.graph.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Finds the shape of every variable by running the graph at two batch sizes. SameDiff infers no
 * shapes before it runs; what stays equal is fixed, what grows with the batch is a multiple of it.
 */
final class ShapeProbe {
  private static final long SMALL = 2;
  private static final long LARGE = 3;

  private ShapeProbe() {}

  /**
   * Types and shapes of variables.
   *
   * @param graph whose placeholders have a batch dimension of -1
   * @param variables names of computed variables
   * @throws ExportException if the graph does not run, or only at one batch size
   */
  static Map<String, Value> shapes(SameDiff graph, List<String> variables) {
    Map<String, INDArray> small = run(graph, variables, SMALL);
    Map<String, INDArray> large = run(graph, variables, LARGE);
    Map<String, Value> values = new HashMap<>();
    for (String variable : variables) {
      INDArray array = small.get(variable);
      values.put(
          variable,
          new Value(
              variable,
              type(variable, array.dataType()),
              Dimension.between(
                  variable, array.shape(), SMALL, large.get(variable).shape(), LARGE)));
    }
    return values;
  }

  private static Map<String, INDArray> run(SameDiff graph, List<String> variables, long batch) {
    Map<String, INDArray> feeds = new HashMap<>();
    for (String input : graph.inputs()) {
      SDVariable placeholder = graph.getVariable(input);
      long[] shape = placeholder.placeholderShape().clone();
      Arrays.setAll(shape, axis -> shape[axis] < 0 ? batch : shape[axis]);
      feeds.put(input, Nd4j.ones(placeholder.dataType(), shape));
    }
    try {
      return Forward.run(graph, feeds, variables);
    } catch (RuntimeException e) {
      throw new ExportException(
          "The SameDiff graph does not run with a batch of %d%s: mend the network and fit again."
              .formatted(batch, PlainText.reason(e)),
          e);
    }
  }

  static ElementType type(String variable, DataType type) {
    return switch (type) {
      case FLOAT -> ElementType.FLOAT;
      case LONG -> ElementType.INT64;
      case INT -> ElementType.INT32;
      case BOOL -> ElementType.BOOL;
      default ->
          throw new ExportException(
              "Variable %s has type %s, but the exporter takes FLOAT, LONG, INT and BOOL."
                  .formatted(variable, type));
    };
  }
}
