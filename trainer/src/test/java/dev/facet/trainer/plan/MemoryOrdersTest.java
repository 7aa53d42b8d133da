package dev.facet.trainer.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Kernels;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import dev.facet.trainer.kernel.OneDnn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class MemoryOrdersTest {
  private final Layers layers = new Layers(Mode.TRAINING, DataType.FLOAT);

  @BeforeEach
  void hasOneDnn() {
    assumeTrue(OneDnn.available(), "there is no build of oneDNN for this platform");
  }

  /** A stem, a residual block and a classifier's mean. */
  private void network() {
    Features images = new Features(layers.placeholder("images", 3, 16, 16), 3, 16, 16);
    Features x = layers.norm("n1", layers.convolution("c1", images, 8, 3, 2), true);
    x = layers.maxPool("p", x);
    Features inner = layers.norm("n2", layers.convolution("c2", x, 8, 3, 1), true);
    inner = layers.convolution("c3", inner, 8, 3, 1);
    x = layers.norm("n3", inner, true, Optional.of(x));
    layers.globalMean(x).sum("loss", false);
  }

  private List<String> copied(Set<String> wanted) {
    return MemoryOrders.arrange(new ArrayList<>(layers.graph().getOps().values()), wanted).stream()
        .filter(task -> task.work() instanceof Task.Work.Reorder)
        .map(task -> task.inputs().getFirst())
        .toList();
  }

  @Test
  void forwardOnlyTheImagesAreCopied() {
    network();
    assertThat(copied(Set.of("loss"))).containsExactly("images");
  }

  @Test
  void backwardNothingMoreIsCopied() {
    network();
    Gradients.of(layers.graph(), "loss", layers.parameters().keySet());
    assertThat(copied(Set.of("loss"))).containsExactly("images");
  }

  @Test
  void aStopKeepsTheOrder() {
    network();
    SDVariable stopped = layers.stopped(layers.graph().getVariable("n3"));
    layers.globalMean(new Features(stopped, 8, 4, 4)).sum("other", false);
    assertThat(copied(Set.of("loss", "other"))).containsExactly("images");
  }

  @Test
  void operatorsOfNd4jReadPlanes() {
    network();
    layers.graph().math().tanh(layers.graph().getVariable("n3")).sum("other", false);
    assertThat(copied(Set.of("other"))).containsExactly("images", "n3@channelsLast");
  }

  @Test
  void mapsThatAreReadFromOutsideAreCopiedWhereTheyAreMade() {
    network();
    assertThat(copied(Set.of("loss", "n2"))).containsExactly("images", "n2@channelsLast");
  }

  @Test
  void oneMapIsAddedToAllOthersInEitherOrder() {
    float[] expected = sum(Kernels.NATIVE);
    float[] found = sum(Kernels.JAVA);
    assertThat(found).hasSize(2 * 8 * 5 * 6);
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).as("sum[%d]", i).isEqualTo(expected[i], within(1e-5f));
    }
  }

  /** Eight maps of a convolution plus one of another. */
  private static float[] sum(Kernels kernels) {
    Layers layers = new Layers(Mode.TRAINING, DataType.FLOAT, List.of(), kernels);
    Features images = new Features(layers.placeholder("images", 3, 5, 6), 3, 5, 6);
    SDVariable many = layers.convolution("many", images, 8, 3, 1).variable();
    SDVariable one = layers.convolution("one", images, 1, 3, 1).variable();
    many.add("sum", one);
    PlanBuilder builder = new PlanBuilder(layers.graph()).output("sum");
    SplittableRandom random = new SplittableRandom(7);
    builder.bind("images", normal(random, 2, 3, 5, 6));
    layers.parameters().forEach((name, each) -> builder.bind(name, normal(random, each.extents())));
    try (Plan plan = builder.build()) {
      plan.run();
      return plan.output("sum").dup().ravel().toFloatVector();
    }
  }

  private static INDArray normal(SplittableRandom random, long... shape) {
    float[] values = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Nd4j.create(values, shape, 'c');
  }
}
