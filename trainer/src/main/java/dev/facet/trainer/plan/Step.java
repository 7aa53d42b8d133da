package dev.facet.trainer.plan;

import dev.facet.trainer.kernel.JavaOperator;
import dev.facet.trainer.kernel.MapOrder;
import dev.facet.trainer.kernel.OneDnn;
import java.util.List;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.ReduceOp;
import org.nd4j.linalg.api.ops.ScalarOp;
import org.nd4j.linalg.factory.Nd4j;

/** One operator with its arrays, ready to run as often as wanted. */
sealed interface Step extends AutoCloseable {
  void run();

  @Override
  default void close() {}

  /** A native operator of ND4J's newer kind. */
  record Native(DynamicCustomOp operator, OpContext context) implements Step {
    @Override
    public void run() {
      Nd4j.getExecutioner().exec(operator, context);
    }

    @Override
    public void close() {
      release(context);
    }
  }

  /** A native operator of ND4J's older kind: transforms, reductions, scalars. */
  record Legacy(Op operator, OpContext context) implements Step {
    @Override
    public void run() {
      // a reduction over extents of one takes a shortcut that reads these instead of the context
      operator.setX(context.getInputArray(0));
      operator.setZ(context.getOutputArray(0));
      Nd4j.getExecutioner().exec(operator, context);
    }

    @Override
    public void close() {
      release(context);
    }
  }

  /** An operator written in Java. */
  record Java(Runnable computation) implements Step {
    @Override
    public void run() {
      computation.run();
    }
  }

  /** A context that holds an operator's inputs and arguments, but no outputs yet. */
  static OpContext contextOf(DifferentialFunction function, List<INDArray> inputs) {
    OpContext context = Nd4j.getExecutioner().buildContext();
    if (function instanceof DynamicCustomOp custom) {
      context.setArgs(
          inputs.toArray(new INDArray[0]),
          custom.iArgs(),
          custom.dArgs(),
          custom.tArgs(),
          custom.bArgs());
    } else if (function instanceof Op) {
      context.setInputArray(0, inputs.getFirst());
      boolean second = inputs.size() == 2;
      if (second && function instanceof ReduceOp reduce && reduce.getOpType() != Op.Type.REDUCE3) {
        // the axes came as an array; the operator wants them as its own numbers
        function.setDimensions(inputs.get(1).toIntVector());
      } else if (second && function instanceof ScalarOp scalar) {
        scalar.setScalar(inputs.get(1));
      } else if (second) {
        context.setInputArray(1, inputs.get(1));
      }
    } else {
      throw new IllegalArgumentException(
          "operator " + function.opName() + " has a form that a plan cannot run");
    }
    return context;
  }

  /** Gives back the native memory of a context. */
  static void release(OpContext context) {
    try {
      context.close();
    } catch (Exception e) {
      throw new IllegalStateException("ND4J could not release an operator's context", e);
    }
  }

  /** Binds a task to its arrays. */
  static Step of(Task.Work work, List<INDArray> inputs, List<INDArray> outputs) {
    return switch (work) {
      case Task.Work.Reorder() -> new Java(reorder(inputs.getFirst(), outputs.getFirst()));
      case Task.Work.Compute(JavaOperator operator) -> new Java(operator.bind(inputs, outputs));
      case Task.Work.Compute(DifferentialFunction function) -> ofNative(function, inputs, outputs);
    };
  }

  /** Copies maps from one order to the other: by oneDNN where it can, for ND4J takes far longer. */
  private static Runnable reorder(INDArray from, INDArray to) {
    return from.dataType() == DataType.FLOAT && OneDnn.available()
        ? OneDnn.reorder(from, to)
        : () -> to.assign(from);
  }

  private static Step ofNative(
      DifferentialFunction function, List<INDArray> inputs, List<INDArray> outputs) {
    boolean last = MapOrder.anyLast(outputs);
    OpContext context = contextOf(function, last ? asTheyLie(inputs) : inputs);
    List<INDArray> results = last ? asTheyLie(outputs) : outputs;
    for (int i = 0; i < results.size(); i++) {
      context.setOutputArray(i, results.get(i));
    }
    return function instanceof DynamicCustomOp custom
        ? new Native(custom, context)
        : new Legacy((Op) function, context);
  }

  /**
   * Maps with their channels last as what they are in memory, for operators by element: {@code [N,
   * H W, C]}, over which maps of one channel spread.
   */
  private static List<INDArray> asTheyLie(List<INDArray> maps) {
    return maps.stream().map(Step::asItLies).toList();
  }

  private static INDArray asItLies(INDArray maps) {
    return maps.permute(0, 2, 3, 1)
        .reshape('c', maps.size(0), maps.size(2) * maps.size(3), maps.size(1));
  }
}
