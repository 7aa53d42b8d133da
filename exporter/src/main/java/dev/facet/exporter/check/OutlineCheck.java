package dev.facet.exporter.check;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.PlainText;
import dev.facet.exporter.graph.Circles;
import dev.facet.exporter.onnx.outline.ModelOutline;
import dev.facet.exporter.onnx.outline.NodeOutline;
import dev.facet.exporter.onnx.outline.ValueOutline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether the operators of a file of anyone form a graph: every value has one source, all that is
 * read exists, and there is no circle. Their order may be any.
 */
public final class OutlineCheck {
  private static final int MOST_TOLD = 3;

  private final ModelOutline model;
  private final Map<String, NodeOutline> makers = new HashMap<>();
  private final Set<String> given = new HashSet<>();
  private final List<String> problems = new ArrayList<>();

  private OutlineCheck(ModelOutline model) {
    this.model = model;
  }

  /** What breaks the rules, a few words each; empty for a sound graph. */
  public static List<String> problems(ModelOutline model) {
    OutlineCheck check = new OutlineCheck(model);
    check.sources();
    check.reads();
    if (check.problems.isEmpty()) {
      check.circles();
    }
    return check.problems.stream().distinct().toList();
  }

  /**
   * Fails with what breaks the rules.
   *
   * @param model to check
   * @param where what to call it in the error
   * @throws ExportException if a rule is broken
   */
  public static void require(ModelOutline model, String where) {
    List<String> problems = problems(model);
    if (!problems.isEmpty()) {
      throw new ExportException(
          "%s is not a sound graph: %s%s; get the file again."
              .formatted(
                  where,
                  String.join("; ", problems.subList(0, Math.min(MOST_TOLD, problems.size()))),
                  problems.size() > MOST_TOLD
                      ? "; and %d more".formatted(problems.size() - MOST_TOLD)
                      : ""));
    }
  }

  private void sources() {
    model.inputs().stream().map(ValueOutline::name).forEach(this::give);
    model.weights().keySet().forEach(this::give);
    for (NodeOutline node : model.nodes()) {
      for (String output : node.outputs()) {
        if (!output.isEmpty()) {
          if (given.contains(output) || makers.put(output, node) != null) {
            problems.add("value %s is made twice".formatted(quoted(output)));
          }
        }
      }
    }
  }

  private void give(String value) {
    if (!given.add(value)) {
      problems.add("value %s is given twice".formatted(quoted(value)));
    }
  }

  private void reads() {
    for (NodeOutline node : model.nodes()) {
      for (String input : node.inputs()) {
        if (!input.isEmpty() && !exists(input)) {
          problems.add(
              "operator %s reads %s, which nothing makes"
                  .formatted(quoted(node.name()), quoted(input)));
        }
      }
    }
    for (ValueOutline output : model.outputs()) {
      if (!exists(output.name())) {
        problems.add("output %s is made by nothing".formatted(quoted(output.name())));
      }
    }
  }

  private boolean exists(String value) {
    return given.contains(value) || makers.containsKey(value);
  }

  private void circles() {
    Circles.find(model.nodes(), NodeOutline::inputs, NodeOutline::outputs)
        .ifPresent(
            stuck ->
                problems.add(
                    "operator %s waits for itself in a circle".formatted(quoted(stuck.name()))));
  }

  private static String quoted(String name) {
    return "'" + PlainText.name(name) + "'";
  }
}
