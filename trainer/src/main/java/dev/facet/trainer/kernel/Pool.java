package dev.facet.trainer.kernel;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;

import java.util.List;
import java.util.Set;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.pooling_forward;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Pooling by oneDNN, in single precision, on maps with their channels last.
 *
 * <p>Input: {@code x [N, C, H, W]}. Outputs: {@code y [N, C, H', W']} and oneDNN's own note of
 * where the maxima were.
 */
public final class Pool extends JavaOperator {
  private final PoolShape shape;
  private final long[] maps;

  /**
   * Adds the operator to a graph; its first output is the result.
   *
   * @param height rows of the input
   * @param width columns of the input
   */
  public Pool(SameDiff graph, PoolShape shape, SDVariable x, int height, int width) {
    super(graph, 2, x);
    this.shape = shape;
    this.maps = new long[] {0, 0, height, width};
  }

  @Override
  public String opName() {
    return "onednn_pool";
  }

  @Override
  public MapOrders orders() {
    return new MapOrders(MapOrders.Demand.CHANNELS_LAST, Set.of(0), Set.of(0));
  }

  @Override
  public List<long[]> outputShapes(List<long[]> inputShapes) {
    long[] x = inputShapes.getFirst();
    long note = OneDnn.floats(forward(shape, x).workspace_desc());
    return List.of(shape.outputShape(x), new long[] {Math.max(1, note)});
  }

  @Override
  public Runnable bind(List<INDArray> inputs, List<INDArray> outputs) {
    pooling_forward.primitive_desc forward = forward(shape, inputs.getFirst().shape());
    return OneDnn.execution(
        new pooling_forward(forward),
        DNNL_ARG_SRC,
        OneDnn.memory(forward.src_desc(), inputs.getFirst()),
        DNNL_ARG_DST,
        OneDnn.memory(forward.dst_desc(), outputs.get(0)),
        DNNL_ARG_WORKSPACE,
        OneDnn.memory(forward.workspace_desc(), outputs.get(1)));
  }

  static pooling_forward.primitive_desc forward(PoolShape shape, long[] maps) {
    return new pooling_forward.primitive_desc(
        new pooling_forward.desc(
            prop_kind.forward_training,
            algorithm(shape),
            OneDnn.maps(maps),
            OneDnn.maps(shape.outputShape(maps)),
            shape.strides(),
            shape.kernels(),
            shape.before(),
            shape.after(maps)),
        OneDnn.engine());
  }

  static algorithm algorithm(PoolShape shape) {
    return switch (shape.kind()) {
      case MAXIMUM -> algorithm.pooling_max;
      case MEAN -> algorithm.pooling_avg_exclude_padding;
    };
  }

  @Override
  public List<SDVariable> doDiff(List<SDVariable> gradients) {
    SDVariable note = outputVariables()[1];
    return List.of(
        new PoolGradient(sameDiff, shape, maps, gradients.getFirst(), note).outputVariable());
  }
}
