package dev.facet.trainer.plan;

import dev.facet.trainer.graph.Kernels;
import dev.facet.trainer.kernel.JavaOperator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.BaseOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;

/**
 * Lays out a graph as a {@link Plan}. Shapes are found by running the graph once on the bound
 * arrays, so these must have their final shapes, though not their final values.
 */
public final class PlanBuilder {
  private final SameDiff graph;
  private final Kernels kernels = Kernels.current();
  private final Map<String, INDArray> bound = new HashMap<>();
  private final Map<String, INDArray> targets = new HashMap<>();
  private final Set<String> wanted = new LinkedHashSet<>();

  /** Starts a plan for a graph that will not change any more. */
  public PlanBuilder(SameDiff graph) {
    this.graph = graph;
  }

  /** Fixes the array of a placeholder, a parameter or a constant: the plan reads it in place. */
  public PlanBuilder bind(String variable, INDArray array) {
    bound.put(variable, array);
    return this;
  }

  /** Asks for a result, which keeps an array of its own. */
  public PlanBuilder output(String variable) {
    wanted.add(variable);
    return this;
  }

  /** Asks for a result in a given array. */
  public PlanBuilder output(String variable, INDArray array) {
    targets.put(variable, array);
    return output(variable);
  }

  /**
   * Lays out the plan.
   *
   * @throws IllegalArgumentException if a placeholder is not bound or an output does not exist
   */
  public Plan build() {
    List<Task> order = MemoryOrders.arrange(needed(), wanted);
    Map<String, Shape> shapes = shapes(order);
    MemoryLayout layout = new MemoryLayout(claims(order, shapes));
    PlanMemory memory = PlanMemory.of(kernels, DataType.FLOAT, layout.size());
    List<INDArray> owned = new ArrayList<>();
    Map<String, INDArray> arrays = new HashMap<>(bound);
    for (MemoryLayout.Place place : layout.places()) {
      String name = place.claim().name();
      arrays.put(name, memory.array(place.offset(), shapes.get(name), Task.orderOf(name)));
    }
    for (Map.Entry<String, Shape> entry : shapes.entrySet()) {
      String name = entry.getKey();
      if (targets.containsKey(name)) {
        arrays.put(name, entry.getValue().checked(name, targets.get(name)));
      } else if (!arrays.containsKey(name)) {
        INDArray array = entry.getValue().allocate();
        owned.add(array);
        arrays.put(name, array);
      }
    }
    List<Step> steps = new ArrayList<>();
    for (Task task : order) {
      steps.add(
          Step.of(
              task.work(),
              inputsOf(task, arrays),
              task.outputs().stream().map(arrays::get).toList()));
    }
    Map<String, INDArray> outputs = new HashMap<>();
    wanted.forEach(name -> outputs.put(name, arrays.get(name)));
    return new Plan(steps, outputs, owned, memory);
  }

  /** The operators that the wanted outputs depend on, in the order in which they were added. */
  private List<SameDiffOp> needed() {
    Set<String> variables = new HashSet<>(wanted);
    List<SameDiffOp> order = new ArrayList<>();
    for (SameDiffOp operator : new ArrayList<>(graph.getOps().values()).reversed()) {
      if (operator.getOutputsOfOp().stream().anyMatch(variables::contains)) {
        order.add(operator);
        variables.addAll(operator.getInputsToOp());
      }
    }
    Set<String> made = new HashSet<>();
    order.forEach(operator -> made.addAll(operator.getOutputsOfOp()));
    for (String name : wanted) {
      if (!made.contains(name)) {
        throw new IllegalArgumentException("no operator of the graph makes output " + name);
      }
    }
    return order.reversed();
  }

  /** Runs the graph once, task by task, and notes what each output looks like. */
  private Map<String, Shape> shapes(List<Task> order) {
    Map<String, Integer> lastUse = lastUse(order);
    Map<String, Shape> shapes = new LinkedHashMap<>();
    Map<String, INDArray> arrays = new HashMap<>(bound);
    Map<String, PlanMemory> memory = new HashMap<>();
    for (int i = 0; i < order.size(); i++) {
      Task task = order.get(i);
      List<INDArray> inputs = inputsOf(task, arrays);
      List<Shape> found = shapesOf(task.work(), inputs);
      List<INDArray> outputs = new ArrayList<>();
      for (int k = 0; k < found.size(); k++) {
        String name = task.outputs().get(k);
        Shape shape = found.get(k);
        shapes.put(name, shape);
        memory.put(name, PlanMemory.of(kernels, shape.type(), shape.bytes()));
        arrays.put(name, memory.get(name).array(0, shape, Task.orderOf(name)));
        outputs.add(arrays.get(name));
      }
      try (Step step = Step.of(task.work(), inputs, outputs)) {
        step.run();
      }
      int now = i;
      List<String> dead =
          memory.keySet().stream().filter(name -> lastUse.getOrDefault(name, 0) <= now).toList();
      for (String name : dead) {
        arrays.remove(name);
        memory.remove(name).close();
      }
    }
    return shapes;
  }

  static List<Shape> shapesOf(Task.Work work, List<INDArray> inputs) {
    return switch (work) {
      case Task.Work.Reorder() -> List.of(Shape.of(inputs.getFirst()));
      case Task.Work.Compute(JavaOperator operator) -> {
        DataType type = inputs.getFirst().dataType();
        yield operator.outputShapes(inputs.stream().map(INDArray::shape).toList()).stream()
            .map(extents -> Shape.of(type, extents))
            .toList();
      }
      case Task.Work.Compute(DifferentialFunction function) -> shapesOfNative(function, inputs);
    };
  }

  private static List<Shape> shapesOfNative(DifferentialFunction function, List<INDArray> inputs) {
    OpContext context = Step.contextOf(function, inputs);
    try {
      List<LongShapeDescriptor> descriptors =
          function instanceof DynamicCustomOp custom
              ? custom.calculateOutputShape(context)
              : ((BaseOp) function).calculateOutputShape(context);
      return descriptors.stream().map(d -> Shape.of(d.dataType(), d.getShape())).toList();
    } finally {
      Step.release(context);
    }
  }

  /** Intermediate results: written by one step, dead after the last step that reads them. */
  private List<MemoryLayout.Claim> claims(List<Task> order, Map<String, Shape> shapes) {
    Map<String, Integer> lastUse = lastUse(order);
    List<MemoryLayout.Claim> claims = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      for (String name : order.get(i).outputs()) {
        Shape shape = shapes.get(name);
        boolean fits = kernels == Kernels.JAVA || shape.type() == DataType.FLOAT;
        if (fits && !wanted.contains(name) && shape.bytes() > 0) {
          int last = lastUse.getOrDefault(name, i);
          claims.add(new MemoryLayout.Claim(name, shape.bytes(), i, last));
        }
      }
    }
    return claims;
  }

  private static Map<String, Integer> lastUse(List<Task> order) {
    Map<String, Integer> lastUse = new HashMap<>();
    for (int i = 0; i < order.size(); i++) {
      for (String name : order.get(i).inputs()) {
        lastUse.put(name, i);
      }
      for (String name : order.get(i).outputs()) {
        lastUse.putIfAbsent(name, i);
      }
    }
    return lastUse;
  }

  private List<INDArray> inputsOf(Task task, Map<String, INDArray> arrays) {
    List<INDArray> inputs = new ArrayList<>();
    for (String name : task.inputs()) {
      inputs.add(arrays.computeIfAbsent(name, this::arrayOf));
    }
    return inputs;
  }

  private INDArray arrayOf(String name) {
    SDVariable variable = graph.getVariable(name);
    if (variable.isPlaceHolder()) {
      throw new IllegalArgumentException("placeholder " + name + " is not bound to an array");
    }
    return Optional.ofNullable(variable.getArr())
        .orElseThrow(
            () -> new IllegalArgumentException("variable " + name + " has no array to read"));
  }
}
