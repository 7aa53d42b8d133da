package dev.facet.trainer.kernel;

import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;

/**
 * oneDNN's descriptions of a convolution and its gradients on maps with their channels last. The
 * order of the weights is left to oneDNN, which may choose another for each of the three.
 *
 * @param shape the geometry
 * @param batch N
 * @param inputs channels of the input, C
 * @param outputs channels of the output, K
 */
record OneDnnConvolution(ConvolutionShape shape, long batch, long inputs, long outputs) {

  long[] inputShape() {
    return new long[] {batch, inputs, shape.height(), shape.width()};
  }

  long[] outputShape() {
    return new long[] {batch, outputs, shape.outputHeight(), shape.outputWidth()};
  }

  long[] weightShape() {
    return new long[] {outputs, inputs / shape.groups(), shape.kernel(), shape.kernel()};
  }

  /** The weights as the graph has them. */
  memory.desc plainWeights() {
    return grouped()
        ? new memory.desc(groupedShape(), memory.data_type.f32, memory.format_tag.goihw)
        : OneDnn.plain(weightShape());
  }

  private boolean grouped() {
    return shape.groups() > 1;
  }

  /** The same numbers in the same places: the outputs' extent is parted in two. */
  private long[] groupedShape() {
    int groups = shape.groups();
    int kernel = shape.kernel();
    return new long[] {groups, outputs / groups, inputs / groups, kernel, kernel};
  }

  convolution_forward.primitive_desc forward() {
    return new convolution_forward.primitive_desc(
        new convolution_forward.desc(
            prop_kind.forward_training,
            algorithm.convolution_direct,
            source(),
            weights(),
            destination(),
            shape.strides(),
            shape.paddings(),
            shape.paddings()),
        OneDnn.engine());
  }

  convolution_backward_data.primitive_desc inputGradient() {
    return new convolution_backward_data.primitive_desc(
        new convolution_backward_data.desc(
            algorithm.convolution_direct,
            source(),
            weights(),
            destination(),
            shape.strides(),
            shape.paddings(),
            shape.paddings()),
        OneDnn.engine(),
        forward());
  }

  convolution_backward_weights.primitive_desc weightGradient() {
    return new convolution_backward_weights.primitive_desc(
        new convolution_backward_weights.desc(
            algorithm.convolution_direct,
            source(),
            weights(),
            destination(),
            shape.strides(),
            shape.paddings(),
            shape.paddings()),
        OneDnn.engine(),
        forward());
  }

  private memory.desc source() {
    return OneDnn.maps(inputShape());
  }

  private memory.desc weights() {
    return OneDnn.free(grouped() ? groupedShape() : weightShape());
  }

  private memory.desc destination() {
    return OneDnn.maps(outputShape());
  }
}
