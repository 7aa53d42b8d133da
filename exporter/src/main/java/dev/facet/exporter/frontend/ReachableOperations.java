package dev.facet.exporter.frontend;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;

/**
 * What a set of outputs needs of a SameDiff graph, in the graph's own order.
 *
 * @param operations the operators
 * @param computed names of the operators' outputs
 * @param constants names of weights and constants
 * @param placeholders names of inputs
 */
record ReachableOperations(
    List<Operation> operations,
    List<String> computed,
    List<String> constants,
    List<String> placeholders) {

  static ReachableOperations of(SameDiff samediff, List<String> outputs) {
    List<Operation> all = samediff.getOps().values().stream().map(OperationReader::read).toList();
    Map<String, Operation> producers = new HashMap<>();
    all.forEach(operation -> operation.outputs().forEach(name -> producers.put(name, operation)));

    Set<Operation> needed = new HashSet<>();
    Set<String> leaves = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(outputs);
    while (!open.isEmpty()) {
      String variable = open.removeFirst();
      Operation producer = producers.get(variable);
      if (producer == null) {
        leaves.add(variable);
      } else if (needed.add(producer)) {
        open.addAll(producer.inputs());
      }
    }

    List<Operation> operations = all.stream().filter(needed::contains).toList();
    Set<String> constants = new LinkedHashSet<>();
    Set<String> placeholders = new LinkedHashSet<>();
    for (Operation operation : operations) {
      for (String input : operation.inputs()) {
        if (leaves.contains(input)) {
          boolean fed = samediff.getVariable(input).getVariableType() == VariableType.PLACEHOLDER;
          (fed ? placeholders : constants).add(input);
        }
      }
    }
    List<String> computed = new ArrayList<>();
    operations.forEach(operation -> computed.addAll(operation.outputs()));
    return new ReachableOperations(
        operations, computed, List.copyOf(constants), List.copyOf(placeholders));
  }
}
