package dev.facet.exporter.guard;

import dev.facet.exporter.graph.Circles;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What must hold between the variables and operators of a graph. */
final class GraphRules {
  private static final int MOST_OPERATORS = 20_000;

  /** Numbers of one example that a placeholder may take: a picture of 4096 x 4096 in colour. */
  private static final long MOST_FED = 3L << 24;

  private final StoredGraph graph;
  private final Map<String, StoredVariable> byName = new HashMap<>();
  private final Map<StoredPair, StoredVariable> byNumber = new HashMap<>();
  private final Map<String, StoredOperator> makers = new HashMap<>();

  private GraphRules(StoredGraph graph) {
    this.graph = graph;
  }

  static void require(StoredGraph graph) {
    GraphRules rules = new GraphRules(graph);
    rules.size();
    rules.variables();
    rules.operators();
    rules.circles();
  }

  private void size() {
    if (graph.variables().isEmpty()) {
      throw new DamagedGraph("it has no variables");
    }
    if (graph.operators().size() > MOST_OPERATORS) {
      throw new DamagedGraph(
          "it has %d operators, and the exporter takes at most %d"
              .formatted(graph.operators().size(), MOST_OPERATORS));
    }
  }

  private void variables() {
    for (StoredVariable variable : graph.variables()) {
      if (byName.put(variable.name(), variable) != null) {
        throw new DamagedGraph("two variables are called %s".formatted(variable.what()));
      }
      if (byNumber.put(variable.id(), variable) != null) {
        throw new DamagedGraph("%s has the number of another one".formatted(variable.what()));
      }
      switch (variable.kind()) {
        case WEIGHT, CONSTANT -> requireNumbers(variable);
        case PLACEHOLDER -> requireModest(variable);
        case COMPUTED -> {}
      }
    }
  }

  private static void requireNumbers(StoredVariable variable) {
    if (variable.array().isEmpty()) {
      throw new DamagedGraph("%s has no numbers".formatted(variable.what()));
    }
  }

  private static void requireModest(StoredVariable variable) {
    long[] sizes = variable.shape().stream().mapToLong(size -> size == -1 ? 1 : size).toArray();
    if (sizes.length > StoredArray.MOST_DIMENSIONS
        || StoredArray.elements(sizes, variable.what()) > MOST_FED) {
      throw new DamagedGraph(
          "%s cannot be fed with the shape %s".formatted(variable.what(), variable.shape()));
    }
  }

  private void operators() {
    Set<String> names = new HashSet<>();
    for (StoredOperator operator : graph.operators()) {
      if (!names.add(operator.name())) {
        throw new DamagedGraph("two operators are called %s".formatted(operator.what()));
      }
      for (StoredPair input : operator.inputs()) {
        if (!byNumber.containsKey(input)) {
          throw new DamagedGraph(
              "%s reads variable %s, which there is not".formatted(operator.what(), input));
        }
      }
      for (String output : operator.outputs()) {
        StoredVariable variable = byName.get(output);
        if (variable != null && variable.kind() != StoredVariable.Kind.COMPUTED) {
          throw new DamagedGraph("%s overwrites %s".formatted(operator.what(), variable.what()));
        }
        if (makers.put(output, operator) != null) {
          throw new DamagedGraph("%s makes '%s' a second time".formatted(operator.what(), output));
        }
      }
    }
  }

  private void circles() {
    Circles.find(
            graph.operators(),
            operator ->
                operator.inputs().stream().map(input -> byNumber.get(input).name()).toList(),
            StoredOperator::outputs)
        .ifPresent(
            stuck -> {
              throw new DamagedGraph("%s waits for itself in a circle".formatted(stuck.what()));
            });
  }
}
