package dev.facet.trainer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class OutlineTest {
  @Test
  void anOutlineHasTheParametersOfTheGraph() {
    Layers real = new Layers(Mode.INFERENCE, DataType.FLOAT);
    Layers outline = Layers.outline(Mode.INFERENCE);
    build(real, 8, 16);
    build(outline, 8, 16);
    assertThat(outline.parameters()).isEqualTo(real.parameters());
    assertThat(outline.parameterCount()).isEqualTo(8 * 16 * 9 + 2 * 16);
    assertThat(outline.graph().variableMap()).containsOnlyKeys(real.graph().variableMap().keySet());
  }

  @Test
  void anOutlineOfAnySizeNeedsNoMemory() {
    Layers outline = Layers.outline(Mode.INFERENCE);
    // 40 terabytes of weights
    build(outline, 1_000_000, 1_000_000);
    assertThat(outline.parameterCount()).isEqualTo(9_000_002_000_000L);
  }

  private static void build(Layers layers, int inputs, int outputs) {
    Features images = new Features(layers.placeholder("images", inputs, 4, 4), inputs, 4, 4);
    layers.norm("norm", layers.convolution("conv", images, outputs, 3, 1), true);
  }
}
