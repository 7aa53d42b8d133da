package dev.facet.exporter.pass.branch;

import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.GraphEditor;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.graph.Value;
import dev.facet.exporter.pass.branch.Batched.Constants;
import dev.facet.exporter.pass.branch.Batched.Shared;
import dev.facet.exporter.pass.branch.Batched.Stacked;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what computes the same value of K branches at once, going from a value to what it is
 * computed from as long as all branches run the same operator.
 */
final class BranchStacker {
  private static final Map<String, BranchRule> RULES = rules();

  private final GraphEditor editor;
  private final Map<String, Node> producers = new HashMap<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<List<String>, Optional<Batched>> found = new HashMap<>();

  BranchStacker(GraphEditor editor) {
    this.editor = editor;
    List<Node> nodes = editor.nodes();
    for (int place = 0; place < nodes.size(); place++) {
      for (String output : nodes.get(place).outputs()) {
        producers.put(output, nodes.get(place));
        places.put(output, place);
      }
    }
  }

  private static Map<String, BranchRule> rules() {
    Map<String, BranchRule> rules = new HashMap<>();
    ElementwiseRules.addTo(rules);
    MapRules.addTo(rules);
    AxisRules.addTo(rules);
    ProductRules.addTo(rules);
    return Map.copyOf(rules);
  }

  /**
   * The values of branches side by side.
   *
   * @param values one of each branch, at least two
   * @return empty if the branches differ in what they do
   */
  Optional<Stacked> stack(List<String> values) {
    return batched(values, false).filter(Stacked.class::isInstance).map(Stacked.class::cast);
  }

  private Optional<Batched> batched(List<String> values, boolean joins) {
    Optional<Batched> known = found.get(values);
    if (known == null) {
      known = search(values).or(() -> joins ? joined(values) : Optional.empty());
      found.put(values, known);
    }
    return known;
  }

  private Optional<Batched> search(List<String> values) {
    Optional<Batched> constants = constants(values);
    if (constants.isPresent()) {
      return constants;
    }
    Optional<List<Dimension>> shape = shape(values);
    if (shape.isEmpty()) {
      return Optional.empty();
    }
    if (values.stream().distinct().count() == 1) {
      return Optional.of(new Shared(values.getFirst(), shape.get()));
    }
    List<String> ordered =
        values.stream()
            .distinct()
            .sorted(Comparator.comparing(value -> places.getOrDefault(value, -1)))
            .toList();
    if (!ordered.equals(values)) {
      return batched(ordered, true).flatMap(each -> chosen(each, ordered, values));
    }
    BranchBuilder to = new BranchBuilder(editor, values.size(), values.getFirst() + "/branches");
    Optional<Batched> parts = new BranchParts(editor, to).of(values, shape.get()).map(each -> each);
    return parts.or(() -> computed(values, shape.get(), to));
  }

  private Optional<Batched> constants(List<String> values) {
    List<Tensor> each = new ArrayList<>();
    for (String value : values) {
      editor.constant(value).ifPresent(each::add);
    }
    boolean alike =
        each.stream()
                .map(tensor -> tensor.type() + Arrays.toString(tensor.shape()))
                .distinct()
                .count()
            == 1;
    return alike && each.size() == values.size()
        ? Optional.of(new Constants(each))
        : Optional.empty();
  }

  /** The shape that the value has in every branch, {@code [N, ...]}. */
  private Optional<List<Dimension>> shape(List<String> values) {
    List<List<Dimension>> shapes =
        values.stream()
            .distinct()
            .map(value -> editor.value(value).map(Value::shape).orElse(List.of()))
            .distinct()
            .toList();
    return shapes.size() == 1 && BranchParts.isBatch(shapes.getFirst())
        ? Optional.of(shapes.getFirst())
        : Optional.empty();
  }

  /** Values in another order, or some of them several times. */
  private Optional<Batched> chosen(Batched all, List<String> ordered, List<String> values) {
    if (!(all instanceof Stacked stacked)) {
      return Optional.of(all);
    }
    BranchBuilder to = new BranchBuilder(editor, values.size(), values.getFirst() + "/branches");
    long[] indices = values.stream().mapToLong(ordered::indexOf).toArray();
    Node node =
        Node.of("Gather", "new", stacked.name(), to.constant("order", Tensor.list(indices)))
            .with("axis", Attribute.of(1L));
    return Optional.of(new Stacked(to.add(node), stacked.shape()));
  }

  private Optional<Batched> computed(List<String> values, List<Dimension> shape, BranchBuilder to) {
    List<Node> nodes = values.stream().map(producers::get).toList();
    Node first = nodes.getFirst();
    if (nodes.contains(null) || !nodes.stream().allMatch(node -> isLike(node, first))) {
      return Optional.empty();
    }
    List<Batched> inputs = new ArrayList<>();
    for (int i = 0; i < first.inputs().size(); i++) {
      int index = i;
      List<String> each = nodes.stream().map(node -> node.inputs().get(index)).toList();
      Optional<Batched> input = batched(each, true);
      if (input.isEmpty()) {
        return Optional.empty();
      }
      inputs.add(input.get());
    }
    if (inputs.stream().allMatch(BranchStacker::isShared)) {
      return Optional.of(new Shared(values.getFirst(), shape));
    }
    return RULES
        .get(first.operator())
        .apply(new Site(to, first, inputs, shape))
        .map(name -> new Stacked(name, shape));
  }

  private static boolean isLike(Node node, Node first) {
    return node.domain().isEmpty()
        && RULES.containsKey(node.operator())
        && node.operator().equals(first.operator())
        && node.attributes().equals(first.attributes())
        && node.inputs().size() == first.inputs().size()
        && node.outputs().size() == 1;
  }

  private static boolean isShared(Batched input) {
    return input instanceof Shared || (input instanceof Constants constants && constants.same());
  }

  /** Values that stay apart until here. */
  private Optional<Batched> joined(List<String> values) {
    return shape(values)
        .filter(shape -> shape.size() > 1 && values.stream().distinct().count() == values.size())
        .map(
            shape -> {
              BranchBuilder to =
                  new BranchBuilder(editor, values.size(), values.getFirst() + "/branches");
              String all =
                  to.add(
                      Node.of("Concat", "new", values.toArray(String[]::new))
                          .with("axis", Attribute.of(1L)));
              return new Stacked(to.parted(all, shape), shape);
            });
  }
}
