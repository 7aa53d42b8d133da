package dev.facet.trainer.kernel;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.util.List;
import java.util.Set;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.memory;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient of a {@link Convolution} by its input.
 *
 * <p>Inputs: {@code weight [K, C / groups, k, k]} and {@code dy [N, K, H', W']}. Outputs: {@code dx
 * [N, C, H, W]} and room for the reordered weights.
 */
final class ConvolutionInputGradient extends JavaOperator {
  private final ConvolutionShape shape;

  ConvolutionInputGradient(
      SameDiff graph, ConvolutionShape shape, SDVariable weight, SDVariable dy) {
    super(graph, 2, weight, dy);
    this.shape = shape;
  }

  @Override
  public String opName() {
    return "onednn_convolution_input_gradient";
  }

  @Override
  public MapOrders orders() {
    return new MapOrders(MapOrders.Demand.CHANNELS_LAST, Set.of(1), Set.of(0));
  }

  @Override
  public List<long[]> outputShapes(List<long[]> inputShapes) {
    OneDnnConvolution work = work(inputShapes.get(0), inputShapes.get(1));
    return List.of(
        work.inputShape(), new long[] {OneDnn.floats(work.inputGradient().weights_desc())});
  }

  @Override
  public Runnable bind(List<INDArray> inputs, List<INDArray> outputs) {
    OneDnnConvolution work = work(inputs.get(0).shape(), inputs.get(1).shape());
    convolution_backward_data.primitive_desc backward = work.inputGradient();
    memory plain = OneDnn.memory(work.plainWeights(), inputs.get(0));
    memory ordered = OneDnn.memory(backward.weights_desc(), outputs.get(1));
    Runnable order = OneDnn.reorder(plain, ordered);
    Runnable convolve =
        OneDnn.execution(
            new convolution_backward_data(backward),
            DNNL_ARG_DIFF_DST,
            OneDnn.memory(backward.diff_dst_desc(), inputs.get(1)),
            DNNL_ARG_WEIGHTS,
            ordered,
            DNNL_ARG_DIFF_SRC,
            OneDnn.memory(backward.diff_src_desc(), outputs.get(0)));
    return () -> {
      order.run();
      convolve.run();
    };
  }

  private OneDnnConvolution work(long[] weight, long[] dy) {
    return new OneDnnConvolution(shape, dy[0], weight[1] * shape.groups(), weight[0]);
  }

  @Override
  public List<SDVariable> doDiff(List<SDVariable> gradients) {
    throw new IllegalStateException("second derivatives of a convolution do not exist");
  }
}
