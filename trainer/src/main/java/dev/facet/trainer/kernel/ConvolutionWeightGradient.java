package dev.facet.trainer.kernel;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;

import java.util.List;
import java.util.Set;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.memory;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient of a {@link Convolution} by its weight.
 *
 * <p>Inputs: {@code x [N, C, H, W]} and {@code dy [N, K, H', W']}. Outputs: {@code dweight [K, C /
 * groups, k, k]} and room for it in oneDNN's order.
 */
final class ConvolutionWeightGradient extends JavaOperator {
  private final ConvolutionShape shape;

  ConvolutionWeightGradient(SameDiff graph, ConvolutionShape shape, SDVariable x, SDVariable dy) {
    super(graph, 2, x, dy);
    this.shape = shape;
  }

  @Override
  public String opName() {
    return "onednn_convolution_weight_gradient";
  }

  @Override
  public MapOrders orders() {
    return new MapOrders(MapOrders.Demand.CHANNELS_LAST, Set.of(0, 1), Set.of());
  }

  @Override
  public List<long[]> outputShapes(List<long[]> inputShapes) {
    OneDnnConvolution work = work(inputShapes.get(0), inputShapes.get(1));
    return List.of(
        work.weightShape(), new long[] {OneDnn.floats(work.weightGradient().diff_weights_desc())});
  }

  @Override
  public Runnable bind(List<INDArray> inputs, List<INDArray> outputs) {
    OneDnnConvolution work = work(inputs.get(0).shape(), inputs.get(1).shape());
    convolution_backward_weights.primitive_desc backward = work.weightGradient();
    memory ordered = OneDnn.memory(backward.diff_weights_desc(), outputs.get(1));
    memory plain = OneDnn.memory(work.plainWeights(), outputs.get(0));
    Runnable convolve =
        OneDnn.execution(
            new convolution_backward_weights(backward),
            DNNL_ARG_SRC,
            OneDnn.memory(backward.src_desc(), inputs.get(0)),
            DNNL_ARG_DIFF_DST,
            OneDnn.memory(backward.diff_dst_desc(), inputs.get(1)),
            DNNL_ARG_DIFF_WEIGHTS,
            ordered);
    Runnable order = OneDnn.reorder(ordered, plain);
    return () -> {
      convolve.run();
      order.run();
    };
  }

  private OneDnnConvolution work(long[] x, long[] dy) {
    return new OneDnnConvolution(shape, x[0], x[1], dy[1]);
  }

  @Override
  public List<SDVariable> doDiff(List<SDVariable> gradients) {
    throw new IllegalStateException("second derivatives of a convolution do not exist");
  }
}
