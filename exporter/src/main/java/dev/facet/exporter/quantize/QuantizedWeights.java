package dev.facet.exporter.quantize;

import dev.facet.exporter.graph.ElementType;
import dev.facet.exporter.graph.Tensor;

/**
 * Weights as int8 with a scale for each output channel: {@code w = scale[c] * q}, q in -127..127.
 *
 * @param numbers int8, shaped like the weights
 * @param scales float32 {@code [C]}, above 0
 * @param axis of the output channels
 */
record QuantizedWeights(Tensor numbers, Tensor scales, int axis) {
  private static final int LARGEST = 127;

  /** Quantizes float weights. */
  static QuantizedWeights of(Tensor weights, int axis) {
    long[] shape = weights.shape();
    int channels = Math.toIntExact(shape[axis]);
    int inner = 1;
    for (int i = axis + 1; i < shape.length; i++) {
      inner *= Math.toIntExact(shape[i]);
    }
    float[] values = weights.floats();
    float[] scales = new float[channels];
    for (int i = 0; i < values.length; i++) {
      int channel = i / inner % channels;
      scales[channel] = Math.max(scales[channel], Math.abs(values[i]) / LARGEST);
    }
    byte[] numbers = new byte[values.length];
    for (int c = 0; c < channels; c++) {
      scales[c] = scales[c] == 0 ? 1 : scales[c];
    }
    for (int i = 0; i < values.length; i++) {
      int number = Math.round(values[i] / scales[i / inner % channels]);
      numbers[i] = (byte) Math.clamp(number, -LARGEST, LARGEST);
    }
    return new QuantizedWeights(
        Tensor.of(ElementType.INT8, numbers, shape), Tensor.ofFloats(scales, channels), axis);
  }

  /** A bias as int32 in steps of input scale times weight scale, which the products are in. */
  Tensor bias(Tensor bias, float inputScale) {
    float[] values = bias.floats();
    float[] steps = scales.floats();
    int[] numbers = new int[values.length];
    for (int c = 0; c < values.length; c++) {
      double step = (double) inputScale * steps[c];
      numbers[c] = Math.clamp(Math.round(values[c] / step), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    return Tensor.ofInts(numbers, numbers.length);
  }

  /** The steps of such a bias, float32 {@code [C]}. */
  Tensor biasScales(float inputScale) {
    float[] steps = scales.floats();
    for (int c = 0; c < steps.length; c++) {
      steps[c] *= inputScale;
    }
    return Tensor.ofFloats(steps, steps.length);
  }
}
