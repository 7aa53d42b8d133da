package dev.facet.exporter.quantize;

import static java.util.Objects.requireNonNull;

import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.run.Faces;
import java.util.function.ToDoubleFunction;

/**
 * How much a graph's embeddings point where those of another graph do: the mean cosine between the
 * two over faces, 1 if they are the same. For networks that have no attributes to be judged by.
 */
public final class EmbeddingFidelity implements ToDoubleFunction<Graph> {
  private final Faces faces;
  private final float[][] expected;

  /**
   * Computes the embeddings to compare with.
   *
   * @param exact a graph that takes faces as bytes and gives an embedding {@code [N, D]} of length
   *     1
   * @param faces to compare on
   */
  public EmbeddingFidelity(Graph exact, Faces faces) {
    this.faces = requireNonNull(faces, "faces is null");
    expected = Embeddings.of(exact, faces);
  }

  /** The mean cosine, in -1..1. */
  @Override
  public double applyAsDouble(Graph graph) {
    float[][] found = Embeddings.of(graph, faces);
    double sum = 0;
    for (int i = 0; i < found.length; i++) {
      for (int j = 0; j < found[i].length; j++) {
        sum += (double) expected[i][j] * found[i][j]; // both have length 1
      }
    }
    return sum / faces.size();
  }
}
