package dev.facet.exporter.quantize;

import static java.util.Objects.requireNonNull;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Value;
import dev.facet.exporter.onnx.OnnxModel;
import dev.facet.exporter.onnx.OnnxWriter;
import dev.facet.exporter.pass.Preprocessing;
import dev.facet.exporter.run.LabelledFaces;
import dev.facet.exporter.runtime.OrtModel;
import dev.facet.trainer.evaluate.Evaluator;
import dev.facet.trainer.evaluate.Metrics;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The mean accuracy of a graph's probabilities on labelled faces.
 *
 * @param faces to judge on
 * @param thresholds for each attribute, in 0..1: it is predicted from there on
 */
public record Accuracy(LabelledFaces faces, Map<String, Double> thresholds)
    implements ToDoubleFunction<Graph> {
  /** The output that is judged. */
  public static final String PROBABILITIES = "probabilities";

  private static final double DEFAULT_THRESHOLD = 0.5;
  private static final int BATCH = 16;

  /** Copies the thresholds; an attribute without one has 0.5. */
  public Accuracy {
    requireNonNull(faces, "faces is null");
    thresholds = Map.copyOf(thresholds);
  }

  /** The mean accuracy over attributes, in 0..1. */
  @Override
  public double applyAsDouble(Graph graph) {
    return metrics(graph).means().accuracy();
  }

  /**
   * Everything that the trainer's evaluation knows of the graph.
   *
   * @param graph that takes faces as bytes and gives probabilities {@code [N, A]}, the attributes
   *     in the order of the faces' labels
   * @throws ExportException if the graph has no probabilities of these attributes
   * @throws dev.facet.trainer.data.DataException if one of them is not in 0..1
   */
  public Metrics metrics(Graph graph) {
    return judged(probabilities(graph));
  }

  /**
   * The mean accuracy over attributes of a model that is loaded, in 0..1.
   *
   * @param model that gives probabilities {@code [N, A]}, the attributes in the order of the labels
   */
  public double of(OrtModel model) {
    return judged(probabilities(model)).means().accuracy();
  }

  private Metrics judged(float[][] probabilities) {
    List<Double> values =
        faces.attributes().stream()
            .map(attribute -> thresholds.getOrDefault(attribute, DEFAULT_THRESHOLD))
            .toList();
    return new Evaluator(faces.attributes())
        .withThresholds(values)
        .evaluate(probabilities, faces.labels());
  }

  /**
   * What the graph says about every face.
   *
   * @return {@code [N][A]}, in 0..1
   * @throws ExportException if the graph has no probabilities of these attributes
   */
  public float[][] probabilities(Graph graph) {
    requireProbabilities(graph);
    try (OrtModel model = OrtModel.load(OnnxWriter.write(OnnxModel.of("judged", graph)))) {
      return probabilities(model);
    }
  }

  private float[][] probabilities(OrtModel model) {
    float[][] probabilities = new float[faces.size()][];
    for (int from = 0; from < faces.size(); from += BATCH) {
      int count = Math.min(BATCH, faces.size() - from);
      float[] all =
          model
              .run(Map.of(Preprocessing.INPUT, faces.faces().bytes(from, count)))
              .get(PROBABILITIES)
              .floats();
      int width = all.length / count;
      for (int i = 0; i < count; i++) {
        probabilities[from + i] = Arrays.copyOfRange(all, i * width, (i + 1) * width);
      }
    }
    return probabilities;
  }

  private void requireProbabilities(Graph graph) {
    Value output =
        graph
            .output(PROBABILITIES)
            .orElseThrow(
                () ->
                    new ExportException(
                        "The graph's outputs %s have no %s, so it has no accuracy: judge it otherwise."
                            .formatted(
                                graph.outputs().stream().map(Value::name).toList(),
                                PROBABILITIES)));
    long[] shape = output.shapeAt(1);
    if (shape.length != 2 || shape[1] != faces.attributes().size()) {
      throw new ExportException(
          "The graph gives probabilities of %s, but the faces have labels of %d attributes: take the dataset of its run."
              .formatted(output.shape(), faces.attributes().size()));
    }
  }
}
