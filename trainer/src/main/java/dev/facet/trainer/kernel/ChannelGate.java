package dev.facet.trainer.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The product of every channel with a number (Hu et al. 2018, eq. 4) and, where a residual block
 * ends with it, the residual sum and the rectifier: {@code y[n, c] = x[n, c] * scale[n, c]} or
 * {@code y[n, c] = relu(x[n, c] * scale[n, c] + residual[n, c])}.
 *
 * <p>Inputs: {@code x [N, C, H, W]}, {@code scale [N, C]} and, if there is one, {@code residual [N,
 * C, H, W]}. Output: {@code y [N, C, H, W]}.
 */
public final class ChannelGate extends JavaOperator {
  /**
   * Adds the operator to a graph.
   *
   * @param inputs x, scale and, optionally, the residual
   */
  public ChannelGate(SameDiff graph, SDVariable... inputs) {
    super(graph, 1, inputs);
    if (inputs.length != 2 && inputs.length != 3) {
      throw new IllegalArgumentException(
          "a gate of channels takes 2 or 3 inputs, found " + inputs.length);
    }
  }

  @Override
  public String opName() {
    return "channel_gate";
  }

  @Override
  public MapOrders orders() {
    boolean residual = args().length == 3;
    return new MapOrders(MapOrders.Demand.EITHER, residual ? Set.of(0, 2) : Set.of(0), Set.of(0));
  }

  @Override
  public List<long[]> outputShapes(List<long[]> inputShapes) {
    return List.of(inputShapes.getFirst());
  }

  @Override
  public Runnable bind(List<INDArray> inputs, List<INDArray> outputs) {
    return gates(inputs).product(inputs, outputs);
  }

  /** The computations on maps and a number for each channel. */
  static Gates gates(List<INDArray> inputs) {
    return Gates.of(GateShape.ofChannels(inputs), inputs.getFirst().dataType());
  }

  @Override
  public List<SDVariable> doDiff(List<SDVariable> gradients) {
    boolean residual = args().length == 3;
    SDVariable[] operands = {arg(0), arg(1), gradients.getFirst(), outputVariable()};
    return List.of(
        new ChannelGateGradient(sameDiff, residual, residual ? operands : head(operands))
            .outputVariables());
  }

  /** Without a residual there is no rectifier, and so no need of the output. */
  private static SDVariable[] head(SDVariable[] operands) {
    return Arrays.copyOf(operands, 3);
  }
}
