package dev.facet.exporter.pass;

import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.GraphEditor;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.graph.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Joins what is done in a row to the channels of a map {@code [N, C, H, W]} by constants, products,
 * sums and batch normalisations, into one product and one sum, as where a network begins with a
 * batch normalisation of its normalised input.
 */
public final class JoinAffine implements Pass {
  private static final int MAP_RANK = 4;

  @Override
  public Graph apply(Graph graph) {
    GraphEditor editor = new GraphEditor(graph);
    for (Node node : graph.nodes()) {
      boolean last =
          editor.onlyReader(node.output()).flatMap(next -> Step.of(next, editor)).isEmpty();
      Optional<Step> step = Step.of(node, editor);
      if (step.isPresent() && last) {
        join(step.get(), editor);
      }
    }
    editor.dropUnusedConstants();
    return editor.finish();
  }

  private static void join(Step last, GraphEditor editor) {
    List<Step> chain = new ArrayList<>(List.of(last));
    Affine all = last.affine();
    Optional<Step> before = before(last, editor);
    while (before.isPresent()) {
      chain.add(before.get());
      all = before.get().affine().then(all);
      before = before(before.get(), editor);
    }
    boolean scales = all.factor().stream().anyMatch(each -> each != 1);
    boolean shifts = all.shift().stream().anyMatch(each -> each != 0);
    int needed = (scales ? 1 : 0) + (shifts ? 1 : 0);
    if (needed == 0 || needed >= chain.size()) {
      return;
    }
    String from = chain.getLast().input();
    String to = last.node().output();
    List<Node> nodes = new ArrayList<>();
    if (scales) {
      String scaled = shifts ? editor.freshName(to + "/scaled") : to;
      nodes.add(Node.of("Mul", scaled, from, perChannel(to + "/scale", all.factor(), editor)));
      editor.value(to).ifPresent(value -> editor.describe(value.named(scaled)));
      from = scaled;
    }
    if (shifts) {
      nodes.add(Node.of("Add", to, from, perChannel(to + "/shift", all.shift(), editor)));
    }
    editor.replace(last.node(), nodes.toArray(Node[]::new));
    editor.removeAll(chain.subList(1, chain.size()).stream().map(Step::node).toList());
  }

  private static Optional<Step> before(Step step, GraphEditor editor) {
    return editor
        .producer(step.input())
        .filter(node -> editor.hasOneUse(node.output()))
        .flatMap(node -> Step.of(node, editor));
  }

  private static String perChannel(String name, List<Double> values, GraphEditor editor) {
    float[] numbers = new float[values.size()];
    for (int c = 0; c < numbers.length; c++) {
      numbers[c] = values.get(c).floatValue();
    }
    return editor.addConstant(name, Tensor.ofFloats(numbers, 1, numbers.length, 1, 1));
  }

  /**
   * One node of a chain.
   *
   * @param node that does it
   * @param input the map
   * @param affine what is done
   */
  private record Step(Node node, String input, Affine affine) {

    static Optional<Step> of(Node node, GraphEditor editor) {
      if (!node.domain().isEmpty()) {
        return Optional.empty();
      }
      Optional<Step> step =
          switch (node.operator()) {
            case "BatchNormalization" ->
                Affine.ofNormalization(node, editor)
                    .map(affine -> new Step(node, node.inputs().getFirst(), affine));
            case "Add" ->
                constant(node, 1, editor)
                    .or(() -> constant(node, 0, editor))
                    .map(found -> found.with(Affine::plus));
            case "Mul" ->
                constant(node, 1, editor)
                    .or(() -> constant(node, 0, editor))
                    .map(found -> found.with(Affine::times));
            default -> Optional.empty();
          };
      return step.filter(each -> isMap(each.input(), each.affine(), editor));
    }

    private static Optional<Operand> constant(Node node, int place, GraphEditor editor) {
      String map = node.inputs().get(1 - place);
      return editor
          .constant(node.inputs().get(place))
          .flatMap(tensor -> channels(tensor, map, editor))
          .map(numbers -> new Operand(node, map, numbers));
    }

    /** The numbers of {@code [1, C, 1, 1]}, {@code [C, 1, 1]} or one number for all channels. */
    private static Optional<List<Double>> channels(Tensor tensor, String map, GraphEditor editor) {
      Optional<Value> value = editor.value(map).filter(each -> each.shape().size() == MAP_RANK);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      int channels = Math.toIntExact(value.get().shape().get(1).at(1));
      List<Double> numbers = new ArrayList<>();
      for (float number : tensor.floats()) {
        numbers.add((double) number);
      }
      long[] shape = tensor.shape();
      int axis = shape.length - (MAP_RANK - 1);
      if (tensor.elements() == 1 && tensor.rank() <= MAP_RANK) {
        return Optional.of(Collections.nCopies(channels, numbers.getFirst()));
      }
      boolean perChannel =
          axis >= 0 && tensor.rank() <= MAP_RANK && shape[axis] == tensor.elements();
      return perChannel && numbers.size() == channels ? Optional.of(numbers) : Optional.empty();
    }

    private static boolean isMap(String input, Affine affine, GraphEditor editor) {
      return editor
          .value(input)
          .filter(value -> value.shape().size() == MAP_RANK)
          .filter(value -> value.shape().get(1).at(1) == affine.factor().size())
          .isPresent();
    }
  }

  private record Operand(Node node, String map, List<Double> numbers) {
    Step with(Function<List<Double>, Affine> kind) {
      return new Step(node, map, kind.apply(numbers));
    }
  }
}
