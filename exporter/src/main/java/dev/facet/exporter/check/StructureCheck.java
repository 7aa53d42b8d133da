package dev.facet.exporter.check;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The rules that ONNX sets for any graph: every value has one producer, is defined before it is
 * read, and every output exists; and one that Facet adds: nothing is carried that nothing uses.
 */
public final class StructureCheck {
  private static final int MOST_TOLD = 5;

  private StructureCheck() {}

  /** What breaks the rules, one sentence each; empty for a sound graph. */
  public static List<String> problems(Graph graph) {
    List<String> problems = new ArrayList<>();
    Set<String> defined = new HashSet<>();
    for (Value input : graph.inputs()) {
      define(input.name(), "input " + input.name(), defined, problems);
    }
    for (String constant : graph.constants().keySet()) {
      define(constant, "constant " + constant, defined, problems);
    }
    Set<String> names = new HashSet<>();
    Set<String> read = new HashSet<>();
    for (Node node : graph.nodes()) {
      if (!names.add(node.name())) {
        problems.add("two nodes are called " + node.name());
      }
      for (String input : node.inputs()) {
        read.add(input);
        if (!input.isEmpty() && !defined.contains(input)) {
          problems.add("node %s reads %s before it is defined".formatted(node.name(), input));
        }
      }
      for (String output : node.outputs().stream().filter(each -> !each.isEmpty()).toList()) {
        define(output, "node " + node.name(), defined, problems);
      }
    }
    for (Value output : graph.outputs()) {
      read.add(output.name());
      if (!defined.contains(output.name())) {
        problems.add("output %s is produced by no node".formatted(output.name()));
      }
    }
    Set<String> besideUseful = besideUseful(graph, read);
    defined.stream()
        .filter(name -> !read.contains(name) && !besideUseful.contains(name))
        .sorted()
        .forEach(name -> problems.add("value %s is used by nothing".formatted(name)));
    return List.copyOf(problems);
  }

  /**
   * Fails with the first problems in one sentence.
   *
   * @param graph what to check
   * @param where what to call it in the error
   * @throws ExportException if a rule is broken
   */
  public static void require(Graph graph, String where) {
    List<String> problems = problems(graph);
    if (!problems.isEmpty()) {
      throw new ExportException(
          "%s is not a sound graph: %s%s."
              .formatted(
                  where,
                  String.join("; ", problems.subList(0, Math.min(MOST_TOLD, problems.size()))),
                  problems.size() > MOST_TOLD
                      ? "; and %d more".formatted(problems.size() - MOST_TOLD)
                      : ""));
    }
  }

  private static void define(String value, String by, Set<String> defined, List<String> problems) {
    if (!defined.add(value)) {
      problems.add("%s defines %s a second time".formatted(by, value));
    }
  }

  /** An operator with several outputs may leave some unread, as long as it is useful itself. */
  private static Set<String> besideUseful(Graph graph, Set<String> read) {
    Set<String> beside = new HashSet<>();
    for (Node node : graph.nodes()) {
      if (node.outputs().stream().anyMatch(read::contains)) {
        beside.addAll(node.outputs());
      }
    }
    return beside;
  }
}
