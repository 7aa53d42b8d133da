package dev.facet.trainer.kernel;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.util.List;
import java.util.Set;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.memory;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A square convolution without bias by oneDNN, in single precision. What the graph means by it is
 * what ND4J's {@code conv2d} computes; only the maps have their channels last, and the weights are
 * brought into the order that oneDNN chooses for them.
 *
 * <p>Inputs: {@code x [N, C, H, W]} and {@code weight [K, C / groups, k, k]}. Outputs: {@code y [N,
 * K, H', W']} and room for the reordered weights, which nobody reads.
 */
public final class Convolution extends JavaOperator {
  private final ConvolutionShape shape;

  /** Adds the operator to a graph; its first output is the result. */
  public Convolution(SameDiff graph, ConvolutionShape shape, SDVariable x, SDVariable weight) {
    super(graph, 2, x, weight);
    this.shape = shape;
  }

  @Override
  public String opName() {
    return "onednn_convolution";
  }

  @Override
  public MapOrders orders() {
    return new MapOrders(MapOrders.Demand.CHANNELS_LAST, Set.of(0), Set.of(0));
  }

  @Override
  public List<long[]> outputShapes(List<long[]> inputShapes) {
    OneDnnConvolution work = work(inputShapes.get(0), inputShapes.get(1));
    return List.of(work.outputShape(), new long[] {OneDnn.floats(work.forward().weights_desc())});
  }

  @Override
  public Runnable bind(List<INDArray> inputs, List<INDArray> outputs) {
    OneDnnConvolution work = work(inputs.get(0).shape(), inputs.get(1).shape());
    convolution_forward.primitive_desc forward = work.forward();
    memory plain = OneDnn.memory(work.plainWeights(), inputs.get(1));
    memory ordered = OneDnn.memory(forward.weights_desc(), outputs.get(1));
    Runnable order = OneDnn.reorder(plain, ordered);
    Runnable convolve =
        OneDnn.execution(
            new convolution_forward(forward),
            DNNL_ARG_SRC,
            OneDnn.memory(forward.src_desc(), inputs.get(0)),
            DNNL_ARG_WEIGHTS,
            ordered,
            DNNL_ARG_DST,
            OneDnn.memory(forward.dst_desc(), outputs.get(0)));
    return () -> {
      order.run();
      convolve.run();
    };
  }

  private OneDnnConvolution work(long[] x, long[] weight) {
    return new OneDnnConvolution(shape, x[0], x[1], weight[0]);
  }

  @Override
  public List<SDVariable> doDiff(List<SDVariable> gradients) {
    SDVariable dy = gradients.getFirst();
    SDVariable dx = new ConvolutionInputGradient(sameDiff, shape, arg(1), dy).outputVariables()[0];
    SDVariable dw = new ConvolutionWeightGradient(sameDiff, shape, arg(0), dy).outputVariables()[0];
    return List.of(dx, dw);
  }
}
