package dev.facet.trainer.predict;

import dev.facet.trainer.augment.Augmentation;
import dev.facet.trainer.augment.Augmenter;
import dev.facet.trainer.augment.InputSpec;
import dev.facet.trainer.data.FaceStore;
import dev.facet.trainer.kernel.Memory;
import dev.facet.trainer.network.Tensors;
import dev.facet.trainer.plan.Plan;
import dev.facet.trainer.plan.PlanBuilder;
import java.util.Arrays;
import java.util.LinkedHashMap;
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
  private final List<String> outputs;
  private final Augmenter augmenter;
  private final INDArray images;
  private final Plan plan;

  /**
   * Lays out a graph.
   *
   * @param graph an inference graph of a {@link dev.facet.trainer.network.Network}
   * @param outputs names of what to compute
   * @param arrays weights to read in place instead of the graph's own, by name; may be empty
   */
  public Predictor(
      SameDiff graph, InputSpec input, List<String> outputs, Map<String, INDArray> arrays) {
    this.outputs = List.copyOf(outputs);
    this.input = input;
    this.augmenter = new Augmenter(input, Augmentation.none());
    this.images =
        Nd4j.zeros(
            DataType.FLOAT, BATCH, InputSpec.CHANNELS, input.cropHeight(), input.cropWidth());
    PlanBuilder builder = new PlanBuilder(graph).bind(Tensors.IMAGES, images);
    arrays.forEach(builder::bind);
    outputs.forEach(builder::output);
    this.plan = builder.build();
  }

  /**
   * The outputs for every face by name, {@code [N][values]}, by the centre crop.
   *
   * @throws dev.facet.trainer.data.DataException if a picture cannot be decoded
   */
  public Map<String, float[][]> predict(FaceStore faces) {
    Map<String, float[][]> all = new LinkedHashMap<>();
    outputs.forEach(name -> all.put(name, new float[faces.size()][]));
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
      Memory.put(images, batch);
      plan.run();
      all.forEach((name, rows) -> take(plan.output(name), rows, first, count));
    }
    return all;
  }

  private static void take(INDArray output, float[][] rows, int first, int count) {
    float[] flat = output.ravel().toFloatVector();
    int width = flat.length / BATCH;
    for (int i = 0; i < count; i++) {
      rows[first + i] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
    }
  }

  @Override
  public void close() {
    plan.close();
  }
}
