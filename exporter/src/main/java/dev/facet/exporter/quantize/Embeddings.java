package dev.facet.exporter.quantize;

import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.onnx.OnnxModel;
import dev.facet.exporter.onnx.OnnxWriter;
import dev.facet.exporter.pass.Preprocessing;
import dev.facet.exporter.run.Faces;
import dev.facet.exporter.runtime.OrtModel;
import java.util.Arrays;
import java.util.Map;

/** The embeddings that a graph computes of faces. */
public final class Embeddings {
  /** The output that holds them. */
  public static final String OUTPUT = "embedding";

  private static final int BATCH = 16;

  private Embeddings() {}

  /**
   * Runs a graph over faces.
   *
   * @param graph that takes faces as bytes and gives an embedding {@code [N, D]}
   * @return {@code [N][D]}
   */
  public static float[][] of(Graph graph, Faces faces) {
    float[][] embeddings = new float[faces.size()][];
    try (OrtModel model = OrtModel.load(OnnxWriter.write(OnnxModel.of("judged", graph)))) {
      for (int from = 0; from < embeddings.length; from += BATCH) {
        int count = Math.min(BATCH, embeddings.length - from);
        float[] all =
            model.run(Map.of(Preprocessing.INPUT, faces.bytes(from, count))).get(OUTPUT).floats();
        int size = all.length / count;
        for (int i = 0; i < count; i++) {
          embeddings[from + i] = Arrays.copyOfRange(all, i * size, (i + 1) * size);
        }
      }
    }
    return embeddings;
  }
}
