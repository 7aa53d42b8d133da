package dev.facet.exporter.inspect.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.facet.exporter.PlainText;
import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.inspect.Inspection;
import dev.facet.exporter.inspect.Inspection.NodeFacts;
import dev.facet.exporter.inspect.MultiplyAdds.Count;
import dev.facet.exporter.inspect.Numbers;
import dev.facet.exporter.onnx.outline.ModelOutline;
import dev.facet.exporter.onnx.outline.NodeOutline;
import dev.facet.exporter.onnx.outline.ValueOutline;
import dev.facet.exporter.onnx.outline.WeightOutline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the page tells of a box when it is chosen, as JSON inside the page. */
final class NodeDetails {
  private static final int MOST_LETTERS = 400;

  private final Inspection inspection;
  private final ModelOutline model;

  private NodeDetails(Inspection inspection) {
    this.inspection = inspection;
    model = inspection.file().outline();
  }

  /**
   * Details of one box: a heading, a line below it, and lists of name and text under headings.
   *
   * @param title such as {@code Conv}
   * @param name of the operator
   * @param facts in the order in which they are shown
   */
  record Details(String title, String name, List<Fact> facts) {}

  /** One line: under which heading, of what, which text. */
  record Fact(String group, String name, String text) {}

  /** The details of all boxes in order, in a form that cannot end a script element. */
  static String json(Inspection inspection, Diagram diagram) {
    NodeDetails details = new NodeDetails(inspection);
    List<Details> all = new ArrayList<>();
    for (int i = 0; i < diagram.boxes().size(); i++) {
      String title = diagram.boxes().get(i).title();
      all.add(diagram.nodes().get(i).map(details::of).orElseGet(() -> details.border(title)));
    }
    JsonMapper mapper = new JsonMapper();
    mapper.getFactory().setCharacterEscapes(new Escapes());
    try {
      return mapper.writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are always writable", e);
    }
  }

  private Details border(String name) {
    List<Fact> facts =
        Stream.concat(model.inputs().stream(), model.outputs().stream())
            .filter(value -> PlainText.name(value.name()).equals(name))
            .limit(1)
            .map(value -> new Fact("Value", "declared", plain(value.describe())))
            .toList();
    boolean input = model.inputs().stream().anyMatch(value -> value.name().equals(name));
    return new Details(input ? "Input" : "Output", name, facts);
  }

  private Details of(NodeFacts facts) {
    NodeOutline node = facts.node();
    List<Fact> lines = new ArrayList<>();
    String cost = cost(facts.multiplyAdds());
    if (!cost.isEmpty()) {
      lines.add(new Fact("Cost", "multiply-adds", cost));
    }
    facts
        .microseconds()
        .ifPresent(
            time ->
                lines.add(
                    new Fact("Cost", "time", String.format(Locale.ROOT, "%.0f µs a call", time))));
    node.attributes()
        .forEach((name, value) -> lines.add(new Fact("Attributes", plain(name), text(value))));
    for (String input : node.inputs()) {
      if (!input.isEmpty()) {
        boolean weight = model.weights().containsKey(input);
        lines.add(new Fact(weight ? "Weights" : "Inputs", plain(input), value(input)));
      }
    }
    node.weights()
        .forEach(weight -> lines.add(new Fact("Weights", plain(weight.name()), weight.describe())));
    node.outputs().stream()
        .filter(output -> !output.isEmpty())
        .forEach(output -> lines.add(new Fact("Outputs", plain(output), value(output))));
    return new Details(plain(node.kind()), plain(node.name()), lines);
  }

  private static String cost(Count count) {
    return switch (count) {
      case Count.Known(long number) -> Numbers.count(number);
      case Count.Unknown(String why) -> "unknown: " + why;
      case Count.Contradictory contradictory -> "unknown: its shapes contradict each other";
      case Count.None none -> "";
    };
  }

  private String value(String name) {
    return Optional.ofNullable(model.weights().get(name))
        .map(WeightOutline::describe)
        .or(() -> inspection.shapes().of(name).map(Diagram::shape))
        .or(() -> Optional.ofNullable(model.known().get(name)).map(ValueOutline::describe))
        .map(NodeDetails::plain)
        .orElse("shape unknown");
  }

  private static String text(Attribute attribute) {
    return switch (attribute) {
      case Attribute.IntValue(long value) -> Long.toString(value);
      case Attribute.IntList(List<Long> values) -> plain(values.toString());
      case Attribute.FloatValue(float value) -> Float.toString(value);
      case Attribute.Text(String value) -> plain(value);
    };
  }

  private static String plain(String text) {
    String plain = PlainText.of(text);
    return plain.length() > MOST_LETTERS ? plain.substring(0, MOST_LETTERS) + "…" : plain;
  }

  /** Writes what HTML could take for markup as numbers. */
  private static final class Escapes extends CharacterEscapes {
    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = CharacterEscapes.standardAsciiEscapesForJSON();
      for (char markup : new char[] {'<', '>', '&', '\''}) {
        codes[markup] = CharacterEscapes.ESCAPE_STANDARD;
      }
      return codes;
    }

    @Override
    public com.fasterxml.jackson.core.SerializableString getEscapeSequence(int character) {
      return null;
    }
  }
}
