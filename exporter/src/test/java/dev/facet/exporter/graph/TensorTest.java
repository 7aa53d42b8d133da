package dev.facet.exporter.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TensorTest {
  @Test
  void refusesBytesThatDoNotFillTheShape() {
    assertThatThrownBy(() -> Tensor.ofFloats(new float[5], 2, 3))
        .hasMessage("a float32 tensor of shape [2, 3] must have 24 bytes, found 20");
  }

  @Test
  void cannotBeChangedFromOutside() {
    byte[] values = {1, 2};
    long[] shape = {2};
    Tensor tensor = Tensor.ofBytes(values, shape);
    values[0] = 9;
    shape[0] = 9;
    tensor.shape()[0] = 9;

    assertThat(tensor).isEqualTo(Tensor.ofBytes(new byte[] {1, 2}, 2));
  }

  @Test
  void isEqualOnlyToTheSameTypeShapeAndNumbers() {
    Tensor tensor = Tensor.list(1, 2);

    assertThat(tensor).isEqualTo(Tensor.list(1, 2)).hasSameHashCodeAs(Tensor.list(1, 2));
    assertThat(tensor)
        .isNotEqualTo(Tensor.list(1, 3))
        .isNotEqualTo(Tensor.ofLongs(new long[] {1, 2}, 1, 2))
        .isNotEqualTo(Tensor.ofInts(new int[] {1, 0, 2, 0}, 4));
  }

  @Test
  void isReadOnlyAsWhatItIs() {
    assertThat(Tensor.ofInts(new int[] {-1, 7}, 2).longs()).containsExactly(-1, 7);
    assertThatThrownBy(() -> Tensor.scalar(1).longs())
        .hasMessage("a tensor of float32 was read as int64");
  }
}
