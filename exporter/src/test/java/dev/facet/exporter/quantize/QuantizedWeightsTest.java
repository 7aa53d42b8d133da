package dev.facet.exporter.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.exporter.graph.ElementType;
import dev.facet.exporter.graph.Tensor;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class QuantizedWeightsTest {
  @Test
  void givesEveryOutputChannelOfAConvolutionItsOwnScale() {
    Tensor weights = Tensor.ofFloats(new float[] {1, -0.5f, 254, 100}, 2, 2, 1, 1);

    QuantizedWeights quantized = QuantizedWeights.of(weights, 0);

    assertThat(quantized.scales()).isEqualTo(Tensor.ofFloats(new float[] {1 / 127f, 2}, 2));
    assertThat(quantized.numbers().type()).isEqualTo(ElementType.INT8);
    assertThat(quantized.numbers().shape()).containsExactly(2, 2, 1, 1);
    assertThat(bytes(quantized.numbers())).containsExactly(127, -63, 127, 50);
  }

  @Test
  void givesEveryColumnOfAMatrixItsOwnScale() {
    Tensor weights = Tensor.ofFloats(new float[] {127, 1, -254, 0.5f}, 2, 2);

    QuantizedWeights quantized = QuantizedWeights.of(weights, 1);

    assertThat(quantized.scales()).isEqualTo(Tensor.ofFloats(new float[] {2, 1 / 127f}, 2));
    assertThat(bytes(quantized.numbers())).containsExactly(64, 127, -127, 64);
  }

  @Test
  void bearsAChannelOfZeros() {
    QuantizedWeights quantized = QuantizedWeights.of(Tensor.ofFloats(new float[2], 2, 1), 0);

    assertThat(quantized.scales()).isEqualTo(Tensor.ofFloats(new float[] {1, 1}, 2));
    assertThat(bytes(quantized.numbers())).containsExactly(0, 0);
  }

  @Test
  void countsABiasInStepsOfInputAndWeights() {
    QuantizedWeights quantized =
        QuantizedWeights.of(Tensor.ofFloats(new float[] {127, 254}, 2, 1, 1, 1), 0);

    Tensor bias = quantized.bias(Tensor.ofFloats(new float[] {3, -3}, 2), 0.5f);

    assertThat(bias).isEqualTo(Tensor.ofInts(new int[] {6, -3}, 2));
    assertThat(quantized.biasScales(0.5f)).isEqualTo(Tensor.ofFloats(new float[] {0.5f, 1}, 2));
  }

  @Test
  void clipsABiasThatIsTooLargeForInt32() {
    QuantizedWeights quantized =
        QuantizedWeights.of(Tensor.ofFloats(new float[] {1e-6f, 1e-6f}, 2, 1), 0);

    Tensor bias = quantized.bias(Tensor.ofFloats(new float[] {1e9f, -1e9f}, 2), 1e-6f);

    assertThat(bias.longs()).containsExactly(Integer.MAX_VALUE, Integer.MIN_VALUE);
  }

  private static byte[] bytes(Tensor tensor) {
    ByteBuffer buffer = tensor.bytes();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
