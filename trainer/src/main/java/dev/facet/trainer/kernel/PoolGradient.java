package dev.facet.trainer.kernel;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;

import java.util.List;
import java.util.Set;
import org.bytedeco.dnnl.pooling_backward;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient of {@link Pool}.
 *
 * <p>Inputs: {@code dy [N, C, H', W']} and the note of where the maxima were. Output: {@code dx [N,
 * C, H, W]}.
 */
final class PoolGradient extends JavaOperator {
  private final PoolShape shape;
  private final long[] maps;

  /**
   * Adds the operator to a graph.
   *
   * @param maps the shape of x, of which only H and W count
   */
  PoolGradient(SameDiff graph, PoolShape shape, long[] maps, SDVariable dy, SDVariable note) {
    super(graph, 1, dy, note);
    this.shape = shape;
    this.maps = maps;
  }

  @Override
  public String opName() {
    return "onednn_pool_gradient";
  }

  @Override
  public MapOrders orders() {
    return new MapOrders(MapOrders.Demand.CHANNELS_LAST, Set.of(0), Set.of(0));
  }

  @Override
  public List<long[]> outputShapes(List<long[]> inputShapes) {
    long[] dy = inputShapes.getFirst();
    return List.of(new long[] {dy[0], dy[1], maps[2], maps[3]});
  }

  @Override
  public Runnable bind(List<INDArray> inputs, List<INDArray> outputs) {
    long[] x = outputs.getFirst().shape();
    pooling_backward.primitive_desc backward =
        new pooling_backward.primitive_desc(
            new pooling_backward.desc(
                Pool.algorithm(shape),
                OneDnn.maps(x),
                OneDnn.maps(shape.outputShape(x)),
                shape.strides(),
                shape.kernels(),
                shape.before(),
                shape.after(x)),
            OneDnn.engine(),
            Pool.forward(shape, x));
    return OneDnn.execution(
        new pooling_backward(backward),
        DNNL_ARG_DIFF_DST,
        OneDnn.memory(backward.diff_dst_desc(), inputs.get(0)),
        DNNL_ARG_WORKSPACE,
        OneDnn.memory(backward.workspace_desc(), inputs.get(1)),
        DNNL_ARG_DIFF_SRC,
        OneDnn.memory(backward.diff_src_desc(), outputs.getFirst()));
  }

  @Override
  public List<SDVariable> doDiff(List<SDVariable> gradients) {
    throw new IllegalStateException("second derivatives of pooling do not exist");
  }
}
