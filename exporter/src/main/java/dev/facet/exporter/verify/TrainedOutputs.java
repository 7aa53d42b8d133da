package dev.facet.exporter.verify;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.frontend.Forward;
import dev.facet.exporter.frontend.Nd4jTensors;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.pass.Preprocessing;
import dev.facet.exporter.run.Faces;
import dev.facet.exporter.run.TrainedRun;
import dev.facet.exporter.runtime.OrtModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What the trained network answers on faces: computed once, compared with every form of the network
 * that is exported.
 */
public final class TrainedOutputs {
  private static final int BATCH = 16;

  private final Faces faces;
  private final List<Map<String, Tensor>> batches;

  private TrainedOutputs(Faces faces, List<Map<String, Tensor>> batches) {
    this.faces = faces;
    this.batches = batches;
  }

  /**
   * Runs a run's network on all faces, with those of the outputs that it has.
   *
   * @throws ExportException if the run has no network that can be read
   */
  public static TrainedOutputs of(TrainedRun run, Faces faces, List<String> outputs) {
    SameDiff trained = run.graph();
    return of(trained, faces, outputs.stream().filter(trained::hasVariable).toList());
  }

  /**
   * Runs the trained network on all faces, after its own preprocessing.
   *
   * @param outputs names of the outputs to compute
   */
  public static TrainedOutputs of(SameDiff trained, Faces faces, List<String> outputs) {
    List<Map<String, Tensor>> batches = new ArrayList<>();
    for (int from = 0; from < faces.size(); from += BATCH) {
      int count = Math.min(BATCH, faces.size() - from);
      INDArray images = Nd4jTensors.toArray(faces.normalized(from, count));
      Map<String, Tensor> batch = new LinkedHashMap<>();
      Forward.run(trained, Map.of(Preprocessing.INPUT, images), outputs)
          .forEach((name, array) -> batch.put(name, Nd4jTensors.of(name, array)));
      batches.add(batch);
    }
    return new TrainedOutputs(faces, batches);
  }

  /**
   * How far an exported form is from it.
   *
   * @throws ExportException if an output is missing on one side or has another shape
   */
  public Parity compare(OrtModel exported) {
    Map<String, Double> differences = new LinkedHashMap<>();
    for (int i = 0; i < batches.size(); i++) {
      int from = i * BATCH;
      int count = Math.min(BATCH, faces.size() - from);
      Map<String, Tensor> expected = batches.get(i);
      exported
          .run(Map.of(Preprocessing.INPUT, faces.bytes(from, count)))
          .forEach(
              (output, actual) ->
                  differences.merge(
                      output, difference(output, actual, expected.get(output)), Math::max));
    }
    return new Parity(differences, faces.size());
  }

  private static double difference(String output, Tensor actual, Tensor expected) {
    if (expected == null) {
      throw new ExportException(
          "The bundle has the output %s, but the run's graph does not: name the run that it came"
                  .formatted(output)
              + " from with --run.");
    }
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
