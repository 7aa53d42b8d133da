package dev.facet.trainer.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The shapes of a graph's variables, found without computing: only shapes travel through the
 * operators, over memory that is reserved and never written.
 */
public final class GraphShapes {
  private GraphShapes() {}

  /**
   * The extents of every variable, in the order in which they are made.
   *
   * @param batch extent of placeholders where it is open, at least 1
   * @throws IllegalArgumentException if an operator's shape needs numbers that are not there
   */
  public static Map<String, List<Long>> of(SameDiff graph, long batch) {
    Map<String, INDArray> arrays = new HashMap<>();
    List<INDArray> reserved = new ArrayList<>();
    Map<String, List<Long>> shapes = new LinkedHashMap<>();
    try {
      for (SDVariable variable : graph.variables()) {
        if (variable.isPlaceHolder()) {
          long[] extents = Arrays.stream(variable.getShape()).map(e -> e < 0 ? batch : e).toArray();
          reserved.add(Shape.of(variable.dataType(), extents).allocate());
          arrays.put(variable.name(), reserved.getLast());
        } else if (variable.getArr() != null) {
          arrays.put(variable.name(), variable.getArr());
        }
      }
      arrays.forEach((name, array) -> shapes.put(name, Shape.of(array).dimensions()));
      for (SameDiffOp operator : graph.getOps().values()) {
        List<INDArray> inputs = operator.getInputsToOp().stream().map(arrays::get).toList();
        List<Shape> found = PlanBuilder.shapesOf(new Task.Work.Compute(operator.getOp()), inputs);
        for (int i = 0; i < found.size(); i++) {
          String name = operator.getOutputsOfOp().get(i);
          reserved.add(found.get(i).allocate());
          arrays.put(name, reserved.getLast());
          shapes.put(name, found.get(i).dimensions());
        }
      }
      return shapes;
    } finally {
      reserved.stream().filter(array -> !array.isEmpty()).forEach(INDArray::close);
    }
  }
}
