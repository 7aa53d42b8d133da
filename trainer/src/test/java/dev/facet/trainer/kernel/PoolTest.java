package dev.facet.trainer.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import dev.facet.trainer.plan.Gradients;
import dev.facet.trainer.plan.Plan;
import dev.facet.trainer.plan.PlanBuilder;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** oneDNN's pooling against ND4J's in double precision, which finite differences check. */
class PoolTest {
  @BeforeEach
  void hasOneDnn() {
    assumeTrue(OneDnn.available(), "there is no build of oneDNN for this platform");
  }

  @ParameterizedTest
  @CsvSource({"1,32,13,11", "1,3,8,8", "0,10,9,6", "0,16,3,3", "1,5,1,2"})
  void maximaAgreeWithNd4j(int padding, int channels, int height, int width) {
    compare((layers, maps) -> layers.maxPool("p", maps, padding), channels, height, width);
  }

  @ParameterizedTest
  @CsvSource({"32,13,11", "3,8,8", "10,9,6", "16,1,5"})
  void meansAgreeWithNd4j(int channels, int height, int width) {
    compare((layers, maps) -> layers.meanPool("p", maps), channels, height, width);
  }

  private static void compare(
      BiFunction<Layers, Features, Features> pool, int channels, int height, int width) {
    Nd4j.getRandom().setSeed(81);
    INDArray x = Nd4j.randn(DataType.FLOAT, 3, channels, height, width);
    List<INDArray> fast = run(DataType.FLOAT, pool, x);
    List<INDArray> exact = run(DataType.DOUBLE, pool, x);
    for (int i = 0; i < exact.size(); i++) {
      INDArray difference = fast.get(i).castTo(DataType.DOUBLE).sub(exact.get(i));
      assertThat(difference.amaxNumber().doubleValue()).as("result %d", i).isLessThan(1e-5);
    }
  }

  /** Output and the gradient of half the sum of its squares by x. */
  private static List<INDArray> run(
      DataType type, BiFunction<Layers, Features, Features> pool, INDArray x) {
    Layers layers = new Layers(Mode.TRAINING, type);
    SDVariable input = layers.graph().var("x", x.castTo(type));
    Features maps = new Features(input, (int) x.size(1), (int) x.size(2), (int) x.size(3));
    SDVariable output = pool.apply(layers, maps).variable();
    output.mul(output).mul(0.5).sum("loss", false);
    String gradient = Gradients.of(layers.graph(), "loss", List.of("x")).get("x");
    try (Plan plan = new PlanBuilder(layers.graph()).output("p").output(gradient).build()) {
      plan.run();
      return List.of(plan.output("p").dup(), plan.output(gradient).dup());
    }
  }
}
