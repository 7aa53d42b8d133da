package dev.facet.exporter.frontend;

import java.util.Random;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;

/** A transformer that reads words: embeddings, two blocks, the mean over the words, a vector. */
final class SmallTransformer {
  static final String OUTPUT = "sentence";
  static final int WORDS = 50;
  static final int LENGTH = 12;
  static final int BLOCKS = 2;

  private static final int WIDTH = 16;
  private static final int HEADS = 4;
  private static final int HIDDEN = 32;

  private final SameDiff graph = SameDiff.create();
  private final Initial initial;

  SmallTransformer(Random random) {
    initial = new Initial(graph, random);
    SDVariable tokens = graph.placeHolder("tokens", DataType.INT32, -1, LENGTH);
    SDVariable words = graph.gather(initial.weights(1, WORDS, WIDTH), tokens, 0);
    SDVariable text = words.add(initial.offsets(1, LENGTH, WIDTH));
    for (int i = 0; i < BLOCKS; i++) {
      text = text.add(attention(normalized(text)));
      text = text.add(feedForward(normalized(text)));
    }
    SDVariable mean = normalized(text).mean(1);
    SDVariable length = mean.norm2(true, 1);
    graph.math().div(OUTPUT, mean, length);
  }

  SameDiff graph() {
    return graph;
  }

  private SDVariable normalized(SDVariable text) {
    return graph.nn().layerNorm(text, initial.scales(WIDTH), initial.offsets(WIDTH), false, 2);
  }

  /** SameDiff's attention wants the time last. */
  private SDVariable attention(SDVariable text) {
    SDVariable turned = graph.permute(text, 0, 2, 1);
    int size = WIDTH / HEADS;
    SDVariable seen =
        graph
            .nn()
            .multiHeadDotProductAttention(
                turned,
                turned,
                turned,
                initial.weights(WIDTH, HEADS, size, WIDTH),
                initial.weights(WIDTH, HEADS, size, WIDTH),
                initial.weights(WIDTH, HEADS, size, WIDTH),
                initial.weights(WIDTH, WIDTH, WIDTH),
                null,
                true);
    return graph.permute(seen, 0, 2, 1);
  }

  private SDVariable feedForward(SDVariable text) {
    SDVariable rows = text.reshape(-1, WIDTH);
    SDVariable hidden =
        graph.nn().linear(rows, initial.weights(WIDTH, WIDTH, HIDDEN), initial.offsets(HIDDEN));
    SDVariable active = graph.nn().gelu(hidden);
    SDVariable result =
        graph.nn().linear(active, initial.weights(HIDDEN, HIDDEN, WIDTH), initial.offsets(WIDTH));
    return result.reshape(-1, LENGTH, WIDTH);
  }
}
