package dev.facet.exporter.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.facet.exporter.Seed;
import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.ElementType;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.graph.Value;
import dev.facet.exporter.run.Faces;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignalToNoiseTest {
  private static final List<Dimension> PIXELS =
      List.of(Dimension.batch(), Dimension.of(20), Dimension.of(18), Dimension.of(3));

  private final Faces faces = SmallNetwork.faces(Seed.random("noise"), 5);

  /** Pixels as floats, and the same times a factor. */
  private static Graph times(float factor) {
    return new Graph(
        List.of(new Value("images", ElementType.UINT8, PIXELS)),
        List.of(
            new Value("plain", ElementType.FLOAT, PIXELS),
            new Value("times", ElementType.FLOAT, PIXELS)),
        List.of(
            Node.of("DequantizeLinear", "plain", "images", "one"),
            Node.of("Mul", "times", "plain", "factor")),
        Map.of("one", Tensor.scalar(1), "factor", Tensor.scalar(factor)),
        Map.of());
  }

  @Test
  void isTwentyDecibelsForAnErrorOfATenth() {
    assertThat(new SignalToNoise(times(1), faces, 5).of(times(1.1f))).isCloseTo(20, within(1e-4));
  }

  @Test
  void isTheMostForEqualOutputs() {
    assertThat(new SignalToNoise(times(1), faces, 3).of(times(1))).isEqualTo(SignalToNoise.MOST);
  }

  @Test
  void isTheLeastForNumbersThatAreNone() {
    assertThat(new SignalToNoise(times(1), faces, 3).of(times(Float.NaN)))
        .isEqualTo(-SignalToNoise.MOST);
  }
}
