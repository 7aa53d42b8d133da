package dev.facet.exporter.verify;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.frontend.Forward;
import dev.facet.exporter.frontend.Nd4jTensors;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.pass.Preprocessing;
import dev.facet.exporter.run.Faces;
import dev.facet.exporter.runtime.OrtModel;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How far ONNX Runtime is from the trained network on the same faces, each having gone through its
 * own preprocessing.
 *
 * @param differences the largest absolute difference of each output; NaN if either side has one
 * @param images on how many faces
 */
public record Parity(Map<String, Double> differences, int images) {
  private static final int BATCH = 16;

  /** Copies the map, keeping its order. */
  public Parity {
    differences = Collections.unmodifiableMap(new LinkedHashMap<>(differences));
  }

  /**
   * Runs both on all faces.
   *
   * @throws ExportException if an output is missing on one side or has another shape
   */
  public static Parity measure(SameDiff trained, OrtModel exported, Faces faces) {
    List<String> outputs = List.copyOf(exported.outputs());
    for (String output : outputs) {
      if (!trained.hasVariable(output)) {
        throw new ExportException(
            "The bundle has the output %s, but the run's graph does not: name the run that it came"
                    .formatted(output)
                + " from with --run.");
      }
    }
    Map<String, Double> differences = new LinkedHashMap<>();
    for (int from = 0; from < faces.size(); from += BATCH) {
      int count = Math.min(BATCH, faces.size() - from);
      INDArray images = Nd4jTensors.toArray(faces.normalized(from, count));
      Map<String, INDArray> expected =
          Forward.run(trained, Map.of(Preprocessing.INPUT, images), outputs);
      Map<String, Tensor> actual =
          exported.run(Map.of(Preprocessing.INPUT, faces.bytes(from, count)));
      for (String output : outputs) {
        double difference =
            difference(output, actual.get(output), Nd4jTensors.of(output, expected.get(output)));
        differences.merge(output, difference, Math::max);
      }
    }
    return new Parity(differences, faces.size());
  }

  /** The largest difference over all outputs. */
  public double largest() {
    return differences.values().stream().mapToDouble(each -> each).reduce(0, Math::max);
  }

  /**
   * Fails above a tolerance.
   *
   * @throws ExportException naming the outputs that differ more
   */
  public void require(double tolerance) {
    List<String> wrong =
        differences.entrySet().stream()
            .filter(entry -> !(entry.getValue() <= tolerance))
            .map(entry -> "%s by %.3g".formatted(entry.getKey(), entry.getValue()))
            .toList();
    if (!wrong.isEmpty()) {
      throw new ExportException(
          "ONNX Runtime differs from the trained network in %s, but at most %.3g is allowed: the"
                  .formatted(String.join(" and ", wrong), tolerance)
              + " bundle is not from this run, or the exporter has a mistake.");
    }
  }

  private static double difference(String output, Tensor actual, Tensor expected) {
    if (!Arrays.equals(actual.shape(), expected.shape())) {
      throw new ExportException(
          "Output %s has the shape %s in the bundle and %s in the run: they are not the same network."
              .formatted(
                  output, Arrays.toString(actual.shape()), Arrays.toString(expected.shape())));
    }
    float[] found = actual.floats();
    float[] wanted = expected.floats();
    double largest = 0;
    for (int i = 0; i < found.length; i++) {
      largest = Math.max(largest, Math.abs((double) found[i] - wanted[i])); // keeps NaN
    }
    return largest;
  }
}
