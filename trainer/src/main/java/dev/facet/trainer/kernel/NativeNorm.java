package dev.facet.trainer.kernel;

import java.util.Arrays;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.DynamicCustomOp;

/**
 * ND4J's batch normalisation by the batch's own moments, with the derivative that ND4J's own class
 * fails to add to a graph: {@code y = gamma * (x - mean) / sqrt(variance + epsilon) + beta}.
 *
 * <p>Inputs: {@code x [N, C, H, W]}, {@code mean [C]}, {@code variance [C]}, {@code gamma [C]} and
 * {@code beta [C]}. The moments must be those of x and lie behind a stop of gradients: the
 * derivative by x takes into account that they move with x, and there is none by them.
 */
public final class NativeNorm extends DynamicCustomOp {
  private final double epsilon;

  /**
   * Adds the operator to a graph.
   *
   * @param epsilon added to the variance, positive
   */
  public NativeNorm(
      SameDiff graph,
      double epsilon,
      SDVariable x,
      SDVariable mean,
      SDVariable variance,
      SDVariable gamma,
      SDVariable beta) {
    super(graph, new SDVariable[] {x, mean, variance, gamma, beta}, false);
    this.epsilon = epsilon;
    addArguments(this, epsilon);
  }

  /** A factor, an offset, channels on the second axis. */
  private static void addArguments(DynamicCustomOp operator, double epsilon) {
    operator.addIArgument(1, 1, 1);
    operator.addTArgument(epsilon);
  }

  @Override
  public String opName() {
    return "batchnorm";
  }

  @Override
  public int getNumOutputs() {
    return 1;
  }

  @Override
  public List<DataType> calculateOutputDataTypes(List<DataType> inputTypes) {
    return List.of(inputTypes.getFirst());
  }

  @Override
  public List<SDVariable> doDiff(List<SDVariable> gradients) {
    SDVariable[] operands = Arrays.copyOf(args(), args().length + 1);
    operands[operands.length - 1] = gradients.getFirst();
    SDVariable[] out = new Gradient(sameDiff, epsilon, operands).outputVariables();
    return Arrays.asList(out[0], null, null, out[3], out[4]);
  }

  /** ND4J's derivative; outputs by x, mean, variance, gamma and beta. */
  private static final class Gradient extends DynamicCustomOp {
    private Gradient(SameDiff graph, double epsilon, SDVariable... inputs) {
      super(graph, inputs, false);
      addArguments(this, epsilon);
    }

    @Override
    public String opName() {
      return "batchnorm_bp";
    }

    @Override
    public int getNumOutputs() {
      return 5;
    }

    @Override
    public List<DataType> calculateOutputDataTypes(List<DataType> inputTypes) {
      return inputTypes.subList(0, 5);
    }

    @Override
    public List<SDVariable> doDiff(List<SDVariable> gradients) {
      throw new IllegalStateException("second derivatives of a normalisation do not exist");
    }
  }
}
