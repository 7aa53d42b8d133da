package dev.facet.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.trainer.augment.InputSpec;
import dev.facet.trainer.backbone.AlexNetSpec;
import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The branches of all attributes as one wide operator each against the form in which the paper
 * draws them: a copy for each attribute, with its part of the same weights.
 */
class GalCopiesTest {
  private static final long SEED = 95;
  private static final int BATCH = 3;
  private static final int CHANNELS = 32;
  private static final int HIDDEN = CHANNELS / 16;
  private static final int NODE_CHANNELS = 3;
  private static final List<String> ATTRIBUTES =
      List.of("Smiling", "Bald", "Eyeglasses", "No_Beard", "Bangs", "Young");
  private static final int COUNT = ATTRIBUTES.size();
  private static final InputSpec INPUT =
      new InputSpec(29, 33, 28, 32, List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));
  private static final AlexNetSpec BACKBONE =
      new AlexNetSpec(
          2, 2, 1, List.of(4, 4, 6, 6, 6), List.of(5, 3, 3, 3, 3), List.of(1, 2, 1, 2, 2));

  @Test
  void theWideFormEqualsCopies() {
    Layers wide = new Layers(Mode.INFERENCE, DataType.DOUBLE);
    new GalSpec(GalForm.JOINT, BACKBONE, CHANNELS, NODE_CHANNELS, 0)
        .over(INPUT, Subjects.of(ATTRIBUTES))
        .build(wide);
    Map<String, INDArray> arrays = Copies.arrays(wide, INPUT, BATCH, SEED);
    List<INDArray> found =
        Copies.run(wide, arrays, List.of(Tensors.PROBABILITIES, Tensors.AFFINITY, Tensors.MASKS));

    Layers copies = new Layers(Mode.INFERENCE, DataType.DOUBLE);
    List<String> masks = new ArrayList<>();
    List<String> nodes = new ArrayList<>();
    Features images = Branches.images(copies, INPUT);
    Features shared = BACKBONE.backbone().build(copies, images);
    for (int a = 0; a < COUNT; a++) {
      copy(copies, a, shared, masks, nodes);
    }
    List<String> wanted = new ArrayList<>(nodes);
    wanted.addAll(masks);
    List<INDArray> made = Copies.run(copies, Copies.parts(copies, COUNT, arrays), wanted);

    for (int a = 0; a < COUNT; a++) {
      INDArray mask = found.get(2).get(NDArrayIndex.all(), NDArrayIndex.point(a)).dup('c');
      INDArray expected = made.get(COUNT + a).reshape(mask.shape());
      assertThat(mask.sub(expected).amaxNumber().doubleValue()).isLessThan(1e-12);
    }
    for (int n = 0; n < BATCH; n++) {
      requireEqualFace(n, found, made.subList(0, COUNT), arrays);
    }
  }

  /** The correlation learning net of one face, number by number. */
  private static void requireEqualFace(
      int face, List<INDArray> found, List<INDArray> nodes, Map<String, INDArray> arrays) {
    long width = nodes.getFirst().size(1);
    INDArray head = arrays.get("correlation.head.weight").reshape(COUNT, width);
    INDArray bias = arrays.get("correlation.head.bias").reshape(COUNT);
    for (int i = 0; i < COUNT; i++) {
      INDArray own = nodes.get(i).getRow(face);
      double[] weights = new double[COUNT];
      double sum = 0;
      for (int j = 0; j < COUNT; j++) {
        weights[j] = Math.exp(own.mul(nodes.get(j).getRow(face)).sumNumber().doubleValue());
        sum += weights[j];
      }
      INDArray refined = Nd4j.zeros(DataType.DOUBLE, width);
      for (int j = 0; j < COUNT; j++) {
        refined.addi(nodes.get(j).getRow(face).mul(weights[j] / sum));
        assertThat(found.get(1).getDouble(face, i, j))
            .as("affinity of %d and %d (seed %d)", i, j, SEED)
            .isCloseTo(weights[j] / sum, Offset.offset(1e-10));
      }
      double score = refined.mul(head.getRow(i)).sumNumber().doubleValue() + bias.getDouble(i);
      assertThat(found.get(0).getDouble(face, i))
          .as("probability of %d (seed %d)", i, SEED)
          .isCloseTo(1 / (1 + Math.exp(-score)), Offset.offset(1e-10));
    }
  }

  /** The branch of one attribute and its node. */
  private static void copy(
      Layers layers, int index, Features shared, List<String> masks, List<String> nodes) {
    String features = "features" + index;
    Features maps = layers.convolution(features + ".conv", shared, CHANNELS, 1, 1);
    maps = layers.norm(features + ".norm", maps, true);
    Features mean = new Features(maps.variable().mean(true, 1), 1, maps.height(), maps.width());
    Features inner = layers.convolution(features + ".pse.squeeze", mean, HIDDEN, 3, 1);
    inner = layers.bias(features + ".pse.squeeze.bias", inner);
    inner = inner.with(layers.graph().nn().relu(inner.variable(), 0));
    Features logits = layers.convolution(features + ".pse.excite", inner, 1, 1, 1);
    logits = layers.bias(features + ".pse.excite.bias", logits);
    SDVariable mask = layers.graph().nn().sigmoid(logits.variable());
    masks.add(mask.name());
    Features excited = maps.with(maps.variable().mul(mask));
    String correlation = "correlation" + index + ".nodes";
    Features node = layers.convolution(correlation, excited, NODE_CHANNELS, 1, 1);
    node = layers.bias(correlation + ".bias", node);
    nodes.add(node.variable().reshape(-1, (long) NODE_CHANNELS * node.plane()).name());
  }
}
