package dev.facet.trainer.kernel;

import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/** An operator that computes another's gradient and is not differentiated itself. */
abstract class GradientOperator extends JavaOperator {

  GradientOperator(SameDiff graph, int outputs, SDVariable... inputs) {
    super(graph, outputs, inputs);
  }

  @Override
  public final List<SDVariable> doDiff(List<SDVariable> gradients) {
    throw new IllegalStateException("second derivatives do not exist: " + opName());
  }
}
