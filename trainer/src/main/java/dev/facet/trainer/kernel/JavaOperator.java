package dev.facet.trainer.kernel;

import java.util.Collections;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;

/**
 * A differentiable SameDiff operator whose computation is Java code. Only a {@link
 * dev.facet.trainer.plan.Plan} can run it: SameDiff's own sessions call native code by hash and
 * know nothing of it, and a graph that holds one is never saved.
 */
public abstract class JavaOperator extends DynamicCustomOp {
  private final int outputs;

  /**
   * Adds the operator to a graph.
   *
   * @param outputs how many outputs it has
   */
  protected JavaOperator(SameDiff graph, int outputs, SDVariable... inputs) {
    super(graph, inputs, false);
    this.outputs = outputs;
  }

  /** A constant: ND4J asks for the name before the constructor has run. */
  @Override
  public abstract String opName();

  /** The shapes of the outputs, one for each, from those of the inputs. */
  public abstract List<long[]> outputShapes(List<long[]> inputShapes);

  /** Which orders of memory the operator can work on. */
  public MapOrders orders() {
    return MapOrders.PLANES;
  }

  /**
   * Prepares the computation on fixed arrays: what is returned reads the inputs and overwrites the
   * outputs each time it runs. All arrays are of one type, float or double, contiguous and in C
   * order, but for feature maps where {@link #orders()} allows another order: all of these have the
   * same.
   */
  public abstract Runnable bind(List<INDArray> inputs, List<INDArray> outputs);

  @Override
  public int getNumOutputs() {
    return outputs;
  }

  @Override
  public List<DataType> calculateOutputDataTypes(List<DataType> inputTypes) {
    return Collections.nCopies(outputs, inputTypes.getFirst());
  }
}
