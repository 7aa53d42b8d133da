package dev.facet.trainer.kernel;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The computations of gates and means over a {@link GateShape}. */
sealed interface Gates permits GatesDouble, GatesOfLanes, GatesOfRows {

  /**
   * Products of maps with factors; with a residual its sum, rectified. In: x, factors, residual.
   */
  Runnable product(List<INDArray> inputs, List<INDArray> outputs);

  /** In: x, factors, dy and, with a residual, y. Out: dx, dfactors and dresidual. */
  Runnable productBack(List<INDArray> inputs, List<INDArray> outputs);

  /** Means of the numbers that share a factor's place. */
  Runnable mean(INDArray x, INDArray means);

  /** Every number gets its share of its mean's gradient. */
  Runnable meanBack(INDArray gradient, INDArray dx);

  /** The computations for numbers of a type. */
  static Gates of(GateShape shape, DataType type) {
    if (type == DataType.DOUBLE) {
      return new GatesDouble(shape);
    }
    return shape.perRow() ? new GatesOfRows(shape) : new GatesOfLanes(shape);
  }
}
