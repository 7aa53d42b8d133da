package dev.facet.trainer.predict;

import dev.facet.trainer.augment.Augmentation;
import dev.facet.trainer.augment.Augmenter;
import dev.facet.trainer.augment.InputSpec;
import dev.facet.trainer.data.FaceStore;
import dev.facet.trainer.evaluate.Evaluator;
import dev.facet.trainer.evaluate.Metrics;
import dev.facet.trainer.kernel.Memory;
import dev.facet.trainer.network.AttributeNetwork;
import dev.facet.trainer.plan.Plan;
import dev.facet.trainer.plan.PlanBuilder;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Runs an inference graph over faces, a fixed number at a time. Not thread-safe. */
public final class Predictor implements AutoCloseable {
  private static final int BATCH = 64;

  private final InputSpec input;
  private final Augmenter augmenter;
  private final INDArray images;
  private final Plan plan;

  /**
   * Lays out a graph.
   *
   * @param graph an inference graph of {@link AttributeNetwork}
   * @param arrays weights to read in place instead of the graph's own, by name; may be empty
   */
  public Predictor(SameDiff graph, InputSpec input, Map<String, INDArray> arrays) {
    this.input = input;
    this.augmenter = new Augmenter(input, Augmentation.none());
    this.images =
        Nd4j.zeros(
            DataType.FLOAT, BATCH, InputSpec.CHANNELS, input.cropHeight(), input.cropWidth());
    PlanBuilder builder = new PlanBuilder(graph).bind(AttributeNetwork.IMAGES, images);
    arrays.forEach(builder::bind);
    this.plan = builder.output(AttributeNetwork.PROBABILITIES).build();
  }

  /**
   * The probabilities of every face, {@code [N][A]}, by the centre crop.
   *
   * @throws dev.facet.trainer.data.DataException if a picture cannot be decoded
   */
  public float[][] predict(FaceStore faces) {
    float[][] all = new float[faces.size()][];
    int values = input.valuesPerFace();
    float[] batch = new float[BATCH * values];
    for (int start = 0; start < faces.size(); start += BATCH) {
      int first = start;
      int count = Math.min(BATCH, faces.size() - start);
      IntStream.range(0, count)
          .parallel()
          .forEach(
              i -> {
                byte[] pixels = new byte[input.bytesPerFace()];
                faces.read(first + i, pixels);
                augmenter.evaluate(pixels, batch, i * values, false);
              });
      MemorySegment.copy(
          MemorySegment.ofArray(batch), 0, Memory.of(images), 0, (long) batch.length * Float.BYTES);
      plan.run();
      float[] flat = plan.output(AttributeNetwork.PROBABILITIES).ravel().toFloatVector();
      int attributes = flat.length / BATCH;
      for (int i = 0; i < count; i++) {
        all[start + i] = Arrays.copyOfRange(flat, i * attributes, (i + 1) * attributes);
      }
    }
    return all;
  }

  /**
   * Judges the predictions for some faces.
   *
   * @param attributes names in the order of the outputs
   * @throws dev.facet.trainer.data.DataException if a picture cannot be decoded
   */
  public Metrics evaluate(FaceStore faces, List<String> attributes) {
    boolean[][] truth =
        IntStream.range(0, faces.size()).mapToObj(faces::labels).toArray(boolean[][]::new);
    return new Evaluator(attributes).evaluate(predict(faces), truth);
  }

  @Override
  public void close() {
    plan.close();
  }
}
