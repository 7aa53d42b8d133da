package dev.facet.exporter.pass;

import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.GraphEditor;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Leaves out what a reshape does in vain: one after another is one, one to the shape that is there
 * already is none. Activations move before a reshape, so that they stand beside the operator whose
 * result they change and a runtime can compute both at once.
 */
public final class SimplifyReshapes implements Pass {
  @Override
  public Graph apply(Graph graph) {
    GraphEditor editor = new GraphEditor(graph);
    while (simplifyOne(editor)) {
      // every step removes a reshape or moves one closer to the end
    }
    return new RemoveIdentities().apply(new RemoveDeadNodes().apply(editor.finish()));
  }

  private static boolean simplifyOne(GraphEditor editor) {
    return editor.nodes().stream()
        .filter(node -> node.is("Reshape") && editor.constant(node.inputs().get(1)).isPresent())
        .anyMatch(node -> shorten(node, editor) || moveBehindActivation(node, editor));
  }

  private static boolean shorten(Node reshape, GraphEditor editor) {
    String input = reshape.inputs().getFirst();
    Optional<List<Dimension>> before = editor.value(input).map(Value::shape);
    Optional<List<Dimension>> after = editor.value(reshape.output()).map(Value::shape);
    if (before.isPresent() && before.equals(after)) {
      editor.replace(reshape, identity(reshape));
      return true;
    }
    Optional<Node> earlier =
        editor
            .producer(input)
            .filter(node -> node.is("Reshape"))
            .filter(node -> keepsCopied(reshape, node.inputs().getFirst(), before, editor));
    earlier.ifPresent(
        node ->
            editor.replace(
                reshape,
                reshape.withInputs(List.of(node.inputs().getFirst(), reshape.inputs().get(1)))));
    return earlier.isPresent();
  }

  private static Node identity(Node reshape) {
    Node identity = Node.of("Identity", reshape.output(), reshape.inputs().getFirst());
    return new Node(
        reshape.name(),
        "",
        "Identity",
        identity.inputs(),
        identity.outputs(),
        identity.attributes());
  }

  /**
   * Whether the extents that a reshape copies from its input (0 in the target) are there earlier.
   */
  private static boolean keepsCopied(
      Node reshape, String earlier, Optional<List<Dimension>> shape, GraphEditor editor) {
    long[] target = editor.constant(reshape.inputs().get(1)).map(Tensor::longs).orElseThrow();
    Optional<List<Dimension>> source = editor.value(earlier).map(Value::shape);
    return LongStream.range(0, target.length)
        .mapToInt(Math::toIntExact)
        .filter(axis -> target[axis] == 0)
        .allMatch(
            axis ->
                shape.isPresent()
                    && source.isPresent()
                    && source.get().size() > axis
                    && shape.get().get(axis).equals(source.get().get(axis)));
  }

  private static boolean moveBehindActivation(Node reshape, GraphEditor editor) {
    Optional<Node> reader =
        editor.nodes().stream()
            .filter(node -> !node.inputs().isEmpty())
            .filter(node -> node.inputs().getFirst().equals(reshape.output()))
            .findFirst()
            .filter(node -> Elementwise.isUnary(node) && editor.hasOneUse(reshape.output()));
    Optional<Value> before = editor.value(reshape.inputs().getFirst());
    if (reader.isEmpty() || before.isEmpty()) {
      return false;
    }
    Node activation = reader.get();
    String active = editor.freshName(activation.output() + "/before");
    List<String> inputs = new ArrayList<>(activation.inputs());
    inputs.set(0, reshape.inputs().getFirst());
    Node early =
        new Node(
            active,
            activation.domain(),
            activation.operator(),
            inputs,
            List.of(active),
            activation.attributes());
    Node late = Node.of("Reshape", activation.output(), active, reshape.inputs().get(1));
    editor
        .value(activation.output())
        .ifPresent(after -> editor.describe(new Value(active, after.type(), before.get().shape())));
    editor.replace(reshape);
    editor.replace(activation, early, late);
    return true;
  }
}
