package dev.facet.exporter.verify;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.PlainText;
import dev.facet.exporter.frontend.Forward;
import dev.facet.exporter.frontend.Nd4jTensors;
import dev.facet.exporter.graph.ElementType;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.graph.Value;
import dev.facet.exporter.runtime.OrtModel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Compares a SameDiff graph with its exported form where there is no data: on floats from a normal
 * distribution and on zeros for all other inputs, which are indices that must not lie outside.
 */
public final class RandomInputs {
  private static final long SEED = 1;
  private static final int BATCH = 2;

  private final Map<String, Tensor> inputs;
  private final Map<String, Tensor> expected;

  private RandomInputs(Map<String, Tensor> inputs, Map<String, Tensor> expected) {
    this.inputs = inputs;
    this.expected = expected;
  }

  /**
   * Draws inputs and runs the SameDiff graph on them.
   *
   * @param samediff the graph
   * @param graph its translation, whose inputs are drawn
   * @param outputs to compare
   * @throws ExportException if the graph does not run on them
   */
  public static RandomInputs of(SameDiff samediff, Graph graph, List<String> outputs) {
    Random random = new Random(SEED);
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    graph.inputs().forEach(input -> inputs.put(input.name(), draw(input, random)));
    Map<String, INDArray> feeds = new LinkedHashMap<>();
    inputs.forEach((name, tensor) -> feeds.put(name, Nd4jTensors.toArray(tensor)));
    Map<String, Tensor> expected = new LinkedHashMap<>();
    try {
      Forward.run(samediff, feeds, outputs)
          .forEach((name, array) -> expected.put(name, Nd4jTensors.of(name, array)));
    } catch (RuntimeException e) {
      throw new ExportException(
          "SameDiff cannot run the graph on random numbers%s.".formatted(PlainText.reason(e)), e);
    }
    return new RandomInputs(inputs, expected);
  }

  private static Tensor draw(Value input, Random random) {
    long[] shape = input.shapeAt(BATCH);
    int count = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
    if (input.type() != ElementType.FLOAT) {
      return Tensor.of(input.type(), new byte[count * input.type().bytes()], shape);
    }
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return Tensor.ofFloats(numbers, shape);
  }

  /** The largest difference of any output, absolute up to 1 and relative above. */
  public double difference(OrtModel exported) {
    double largest = 0;
    for (Map.Entry<String, Tensor> output : exported.run(inputs).entrySet()) {
      Tensor wanted = expected.get(output.getKey());
      Tensor found = output.getValue();
      if (found.type() != wanted.type() || !Arrays.equals(found.shape(), wanted.shape())) {
        throw new ExportException(
            "Output %s is %s in ONNX Runtime and %s in SameDiff: the exporter has a mistake."
                .formatted(output.getKey(), found, wanted));
      }
      if (found.type() != ElementType.FLOAT) {
        largest = Math.max(largest, found.equals(wanted) ? 0 : Double.POSITIVE_INFINITY);
        continue;
      }
      float[] numbers = found.floats();
      float[] exact = wanted.floats();
      for (int i = 0; i < numbers.length; i++) {
        double difference = Math.abs((double) numbers[i] - exact[i]);
        largest = Math.max(largest, difference / Math.max(1, Math.abs(exact[i]))); // keeps NaN
      }
    }
    return largest;
  }
}
