package dev.facet.exporter.inspect.page;

import dev.facet.exporter.PlainText;
import dev.facet.exporter.inspect.Inspection;
import dev.facet.exporter.inspect.Inspection.NodeFacts;
import dev.facet.exporter.onnx.outline.ModelOutline;
import dev.facet.exporter.onnx.outline.NodeOutline;
import dev.facet.exporter.onnx.outline.ValueOutline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What there is to draw of a model. Weights, and operators that only hold some, are no boxes of
 * their own.
 *
 * @param boxes inputs, operators and outputs
 * @param wires between them
 * @param nodes the operator behind a box; empty for inputs and outputs
 */
record Diagram(List<Box> boxes, List<Wire> wires, List<Optional<NodeFacts>> nodes) {
  private static final int MOST_LETTERS = 26;
  private static final String BORDER = "border";

  /** Copies the lists. */
  Diagram {
    boxes = List.copyOf(boxes);
    wires = List.copyOf(wires);
    nodes = List.copyOf(nodes);
  }

  /** The diagram of a model. */
  static Diagram of(Inspection inspection) {
    ModelOutline model = inspection.file().outline();
    List<Box> boxes = new ArrayList<>();
    List<Optional<NodeFacts>> nodes = new ArrayList<>();
    Map<String, Integer> makers = new HashMap<>();
    for (ValueOutline input : model.inputs()) {
      makers.put(input.name(), boxes.size());
      boxes.add(new Box(shorten(input.name()), "", BORDER));
      nodes.add(Optional.empty());
    }
    for (NodeFacts facts : inspection.nodes()) {
      if (!facts.node().operator().equals("Constant")) {
        facts.node().outputs().forEach(output -> makers.put(output, boxes.size()));
        boxes.add(box(facts.node(), inspection));
        nodes.add(Optional.of(facts));
      }
    }
    makers.remove("");
    Wires wires = new Wires(inspection, makers);
    for (int i = 0; i < boxes.size(); i++) {
      int box = i;
      nodes
          .get(i)
          .ifPresent(facts -> facts.node().inputs().forEach(value -> wires.add(value, box)));
    }
    for (ValueOutline output : model.outputs()) {
      wires.add(output.name(), boxes.size());
      boxes.add(new Box(shorten(output.name()), "", BORDER));
      nodes.add(Optional.empty());
    }
    return new Diagram(boxes, wires.wires, nodes);
  }

  private static Box box(NodeOutline node, Inspection inspection) {
    String weights =
        node.inputs().stream()
            .map(inspection.file().outline().weights()::get)
            .filter(weight -> weight != null && weight.type().learnt() && !weight.shape().isEmpty())
            .map(weight -> shape(weight.shape()))
            .findFirst()
            .orElse("");
    return new Box(shorten(node.operator()), weights, Family.of(node).style());
  }

  private static String shorten(String text) {
    String plain = PlainText.name(text);
    int half = MOST_LETTERS / 2;
    return plain.length() <= MOST_LETTERS
        ? plain
        : plain.substring(0, half) + "…" + plain.substring(plain.length() - half);
  }

  /** Such as {@code 1×32×52×44}; of a scalar, {@code scalar}. */
  static String shape(List<Long> sizes) {
    return sizes.isEmpty()
        ? "scalar"
        : sizes.stream().map(size -> Long.toString(size)).collect(Collectors.joining("×"));
  }

  /** Wires under construction. */
  private static final class Wires {
    private final Inspection inspection;
    private final Map<String, Integer> makers;
    private final List<Wire> wires = new ArrayList<>();
    private final Set<String> labelled = new HashSet<>();

    Wires(Inspection inspection, Map<String, Integer> makers) {
      this.inspection = inspection;
      this.makers = makers;
    }

    void add(String value, int to) {
      Integer from = makers.get(value);
      if (from != null) {
        String label = inspection.shapes().of(value).map(Diagram::shape).orElse("");
        wires.add(new Wire(from, to, value, labelled.add(value) ? label : ""));
      }
    }
  }
}
