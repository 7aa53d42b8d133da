package dev.facet.exporter.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.exporter.Graphs;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.pass.branch.BatchBranches;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;
import org.nd4j.linalg.factory.Nd4j;

/** Copies of a sub-network become its wide form, with the same numbers. */
class BatchBranchesTest {
  private static final long SEED = 41;
  private static final int COUNT = 6;
  private static final int CHANNELS = 4;
  private final Random random = new Random(SEED);
  private final SameDiff samediff = SameDiff.create();
  private final SDVariable x = samediff.placeHolder("x", DataType.FLOAT, -1, 3, 7, 5);

  @Test
  void attentionOverPositionsInEveryBranchBecomesOne() {
    List<SDVariable> scores = new ArrayList<>();
    List<SDVariable> masks = new ArrayList<>();
    for (int k = 0; k < COUNT; k++) {
      SDVariable maps = relu(bias(conv(x, 3, CHANNELS, 1), CHANNELS));
      SDVariable mask = samediff.nn().sigmoid(bias(conv(maps.mean(true, 1), 1, 1, 3), 1));
      masks.add(mask);
      SDVariable means = maps.mul(mask).mean(false, 2, 3);
      scores.add(means.mmul(weight(CHANNELS, 1)).add(weight(1)));
    }
    join("masks", masks);
    join("y", scores);
    assertThat(batched("y", "masks"))
        .containsExactly(
            "Conv",
            "Relu",
            "Reshape",
            "ReduceMean",
            "Reshape",
            "Conv",
            "Sigmoid",
            "Reshape",
            "Mul",
            "ReduceMean",
            "Mul",
            "ReduceSum",
            "Add",
            "Reshape");
  }

  @Test
  void convolutionsAfterConvolutionsNeedNoReshapeBetween() {
    List<SDVariable> branches = new ArrayList<>();
    for (int k = 0; k < COUNT; k++) {
      SDVariable maps = relu(bias(conv(x, 3, CHANNELS, 3), CHANNELS));
      maps =
          samediff
              .cnn()
              .maxPooling2d(maps, Pooling2DConfig.builder().kH(2).kW(2).sH(2).sW(2).build());
      branches.add(relu(bias(conv(maps, CHANNELS, 5, 1), 5)));
    }
    join("y", branches);
    assertThat(batched("y")).containsExactly("Conv", "Relu", "MaxPool", "Conv", "Relu");
  }

  @Test
  void branchesMayBeginWithPartsOfOneValue() {
    SDVariable[] parts = samediff.split(conv(x, 3, COUNT * CHANNELS, 1), COUNT, 1);
    List<SDVariable> branches = new ArrayList<>();
    for (SDVariable part : parts) {
      branches.add(samediff.nn().softmax(part.mean(false, 2, 3).mmul(weight(CHANNELS, 3)), 1));
    }
    join("y", branches);
    assertThat(batched("y"))
        .containsExactly(
            "Conv", "Reshape", "ReduceMean", "Reshape", "MatMul", "Reshape", "Softmax", "Reshape");
  }

  @Test
  void theOrderOfBranchesMayDifferFromJoinToJoin() {
    List<SDVariable> maps = new ArrayList<>();
    for (int k = 0; k < COUNT; k++) {
      maps.add(relu(bias(conv(x, 3, CHANNELS, 1), CHANNELS)).mean(false, 2, 3));
    }
    join("y", maps);
    List<SDVariable> heads = new ArrayList<>();
    for (int k : new int[] {2, 0, 5, 0, 1, 3, 4, 4}) {
      heads.add(maps.get(k).mmul(weight(CHANNELS, 1)));
    }
    join("z", heads);
    assertThat(batched("y", "z"))
        .containsExactly(
            "Conv",
            "Relu",
            "Reshape",
            "ReduceMean",
            "Gather",
            "Mul",
            "ReduceSum",
            "Reshape",
            "Reshape");
  }

  @Test
  void joinsAlongAnotherAxisThanTheChannels() {
    List<SDVariable> branches = new ArrayList<>();
    for (int k = 0; k < COUNT; k++) {
      branches.add(samediff.math().tanh(bias(conv(x, 3, CHANNELS, 1), CHANNELS)));
    }
    samediff.concat(2, branches.toArray(SDVariable[]::new)).rename("y");
    assertThat(batched("y")).containsExactly("Conv", "Tanh", "Reshape", "Transpose", "Reshape");
  }

  @Test
  void whatIsDifferentInOneBranchStaysApartUntilThere() {
    List<SDVariable> branches = new ArrayList<>();
    for (int k = 0; k < COUNT; k++) {
      SDVariable maps = conv(x, 3, CHANNELS, k == 0 ? 3 : 1);
      branches.add(relu(bias(conv(maps, CHANNELS, CHANNELS, 1), CHANNELS)));
    }
    join("y", branches);
    assertThat(batched("y"))
        .containsExactly("Conv", "Conv", "Conv", "Conv", "Conv", "Conv", "Concat", "Conv", "Relu");
  }

  @Test
  void aConcatenationOfDifferentThingsStays() {
    SDVariable one = relu(conv(x, 3, CHANNELS, 1));
    SDVariable other = samediff.math().tanh(conv(one, CHANNELS, CHANNELS, 1));
    samediff.concat(1, one, other).rename("y");
    assertThat(batched("y")).containsExactly("Conv", "Relu", "Conv", "Tanh", "Concat");
  }

  private List<String> batched(String... outputs) {
    Graph translated = Graphs.translate(Graphs.savedAndLoaded(samediff), outputs);
    Graph before = new RemoveDeadNodes().apply(new FoldConstants().apply(translated));
    Graph known = new InferShapes().apply(new FoldBias().apply(before));
    Graph after =
        new SimplifyReshapes().apply(new InferShapes().apply(new BatchBranches().apply(known)));
    for (long batch : new long[] {1, 3}) {
      Map<String, Tensor> inputs = Map.of("x", Graphs.normal(random, batch, 3, 7, 5));
      Map<String, Tensor> expected = Graphs.run(before, inputs);
      Graphs.run(after, inputs)
          .forEach((name, found) -> Graphs.assertClose(found, expected.get(name), 1e-5));
    }
    assertThat(new BatchBranches().apply(after)).isEqualTo(after);
    return after.nodes().stream().map(Node::operator).toList();
  }

  private SDVariable conv(SDVariable maps, int from, int to, int kernel) {
    return samediff
        .cnn()
        .conv2d(
            maps,
            weight(kernel, kernel, from, to),
            Conv2DConfig.builder().kH(kernel).kW(kernel).pH(kernel / 2).pW(kernel / 2).build());
  }

  private SDVariable bias(SDVariable maps, int channels) {
    return maps.add(weight(1, channels, 1, 1));
  }

  private SDVariable relu(SDVariable maps) {
    return samediff.nn().relu(maps, 0);
  }

  private SDVariable weight(long... shape) {
    INDArray array = Nd4j.zeros(DataType.FLOAT, shape);
    for (int i = 0; i < array.length(); i++) {
      array.putScalar(i, (float) random.nextGaussian());
    }
    return samediff.var("w" + samediff.variables().size(), array);
  }

  private void join(String name, List<SDVariable> each) {
    samediff.concat(1, each.toArray(SDVariable[]::new)).rename(name);
  }
}
