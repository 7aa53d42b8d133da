package dev.facet.exporter.quantize;

import static java.util.Objects.requireNonNull;

import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.onnx.OnnxModel;
import dev.facet.exporter.onnx.OnnxWriter;
import dev.facet.exporter.pass.Preprocessing;
import dev.facet.exporter.run.Faces;
import dev.facet.exporter.runtime.OrtModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How much a graph's embeddings point where those of another graph do: the mean cosine between the
 * two over faces, 1 if they are the same. For networks that have no attributes to be judged by.
 */
public final class EmbeddingFidelity implements ToDoubleFunction<Graph> {
  /** The output that is judged. */
  public static final String EMBEDDING = "embedding";

  private static final int BATCH = 16;

  private final Faces faces;
  private final List<Tensor> expected;

  /**
   * Computes the embeddings to compare with.
   *
   * @param exact a graph that takes faces as bytes and gives an embedding {@code [N, D]} of length
   *     1
   * @param faces to compare on
   */
  public EmbeddingFidelity(Graph exact, Faces faces) {
    this.faces = requireNonNull(faces, "faces is null");
    expected = embeddings(exact);
  }

  /** The mean cosine, in -1..1. */
  @Override
  public double applyAsDouble(Graph graph) {
    List<Tensor> found = embeddings(graph);
    double sum = 0;
    for (int i = 0; i < found.size(); i++) {
      float[] left = expected.get(i).floats();
      float[] right = found.get(i).floats();
      for (int j = 0; j < left.length; j++) {
        sum += (double) left[j] * right[j]; // both have length 1
      }
    }
    return sum / faces.size();
  }

  private List<Tensor> embeddings(Graph graph) {
    List<Tensor> batches = new ArrayList<>();
    try (OrtModel model = OrtModel.load(OnnxWriter.write(OnnxModel.of("judged", graph)))) {
      for (int from = 0; from < faces.size(); from += BATCH) {
        int count = Math.min(BATCH, faces.size() - from);
        batches.add(
            model.run(Map.of(Preprocessing.INPUT, faces.bytes(from, count))).get(EMBEDDING));
      }
    }
    return batches;
  }
}
