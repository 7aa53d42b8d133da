package dev.facet.trainer.plan;

import static dev.facet.trainer.kernel.MapOrder.CHANNELS_LAST;
import static dev.facet.trainer.kernel.MapOrder.PLANES;

import dev.facet.trainer.kernel.JavaOperator;
import dev.facet.trainer.kernel.MapOrder;
import dev.facet.trainer.kernel.MapOrders;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.ops.impl.controlflow.compat.StopGradient;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.AddOp;

/**
 * Decides in which order of memory every feature map is made, and where it has to be copied to the
 * other. Maps stay with their channels last from one operator that wants them so to the next,
 * through those that work on either order; a copy is made once, before its first use.
 */
final class MemoryOrders {
  private final Set<String> wanted;
  private final Map<String, MapOrder> home = new HashMap<>();
  private final Set<String> copies = new HashSet<>();
  private final List<Task> tasks = new ArrayList<>();

  private MemoryOrders(Set<String> wanted) {
    this.wanted = wanted;
  }

  /**
   * The tasks of some operators.
   *
   * @param operators in an order that respects their dependencies
   * @param wanted results that are read from outside, by planes
   */
  static List<Task> arrange(List<SameDiffOp> operators, Set<String> wanted) {
    MemoryOrders orders = new MemoryOrders(wanted);
    operators.forEach(orders::add);
    return orders.tasks;
  }

  private void add(SameDiffOp operator) {
    DifferentialFunction function = operator.getOp();
    List<String> inputs = operator.getInputsToOp();
    List<String> outputs = operator.getOutputsOfOp();
    MapOrders accepted =
        function instanceof JavaOperator java ? java.orders() : ordersOfNative(function, inputs);
    MapOrder order =
        switch (accepted.demand()) {
          case PLANES -> PLANES;
          case CHANNELS_LAST -> CHANNELS_LAST;
          case EITHER -> cheapest(accepted.inputs().stream().map(inputs::get).toList());
        };
    List<String> read = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      read.add(in(inputs.get(i), accepted.inputs().contains(i) ? order : PLANES));
    }
    List<String> written = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      MapOrder made = accepted.outputs().contains(i) ? order : PLANES;
      home.put(outputs.get(i), made);
      written.add(Task.name(outputs.get(i), made));
    }
    tasks.add(new Task(new Task.Work.Compute(function), read, written));
    outputs.stream().filter(wanted::contains).forEach(name -> in(name, PLANES));
  }

  /** Sums of two maps and stops do not care about their order as long as it is the same. */
  private MapOrders ordersOfNative(DifferentialFunction function, List<String> inputs) {
    boolean byElement =
        (function instanceof AddOp && inputs.size() == 2) || function instanceof StopGradient;
    Set<Integer> maps = IntStream.range(0, inputs.size()).boxed().collect(Collectors.toSet());
    return byElement && inputs.stream().allMatch(name -> homeOf(name) == CHANNELS_LAST)
        ? new MapOrders(MapOrders.Demand.CHANNELS_LAST, maps, Set.of(0))
        : new MapOrders(MapOrders.Demand.PLANES, Set.of(), Set.of());
  }

  private MapOrder cheapest(Collection<String> maps) {
    return maps.stream().anyMatch(name -> homeOf(name) == CHANNELS_LAST) ? CHANNELS_LAST : PLANES;
  }

  private MapOrder homeOf(String variable) {
    return home.getOrDefault(variable, PLANES);
  }

  /** The name of a variable in an order; adds a copy if it has not been in that order before. */
  private String in(String variable, MapOrder order) {
    String name = Task.name(variable, order);
    MapOrder made = homeOf(variable);
    if (made != order && copies.add(name)) {
      tasks.add(
          new Task(new Task.Work.Reorder(), List.of(Task.name(variable, made)), List.of(name)));
    }
    return name;
  }
}
