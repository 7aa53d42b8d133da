package dev.facet.exporter.pass.branch;

import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.GraphEditor;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Branches that begin with a part each of one value: its slices, the outputs of its split, or its
 * elements along an axis. Together they are that value with one axis moved or divided.
 *
 * @param editor of the graph
 * @param to where new nodes go
 */
record BranchParts(GraphEditor editor, BranchBuilder to) {

  /**
   * Parts of a value.
   *
   * @param source the value
   * @param axis along which it is cut, not the batch
   * @param indices which elements each branch takes, as many in every branch
   * @param keeps whether the axis stays in the part
   */
  private record Cut(String source, int axis, List<List<Long>> indices, boolean keeps) {}

  /** The values of the branches side by side, if they are parts of one value. */
  Optional<Batched.Stacked> of(List<String> values, List<Dimension> shape) {
    List<Cut> cuts = new ArrayList<>();
    for (String value : values) {
      Optional<Cut> cut = editor.producer(value).flatMap(node -> cut(node, value));
      if (cut.isEmpty() || !isLike(cut.get(), cuts.isEmpty() ? cut.get() : cuts.getFirst())) {
        return Optional.empty();
      }
      cuts.add(cut.get());
    }
    List<Long> indices = cuts.stream().flatMap(cut -> cut.indices().getFirst().stream()).toList();
    return Optional.of(new Batched.Stacked(together(cuts.getFirst(), indices), shape));
  }

  private static boolean isLike(Cut one, Cut other) {
    return one.source().equals(other.source())
        && one.axis() == other.axis()
        && one.keeps() == other.keeps()
        && one.indices().getFirst().size() == other.indices().getFirst().size();
  }

  private Optional<Cut> cut(Node node, String value) {
    return switch (node.operator()) {
      case "Split" -> split(node, value);
      case "Slice" -> slice(node);
      case "Gather" -> element(node);
      default -> Optional.empty();
    };
  }

  /** Equal parts only. */
  private Optional<Cut> split(Node node, String value) {
    Optional<Long> whole = extent(node, node.integer("axis").orElse(0L));
    int count = node.outputs().size();
    if (node.inputs().size() > 1 || whole.isEmpty() || whole.get() % count != 0) {
      return Optional.empty();
    }
    long width = whole.get() / count;
    long begin = node.outputs().indexOf(value) * width;
    return cut(node, node.integer("axis").orElse(0L), range(begin, begin + width), true);
  }

  private Optional<Cut> slice(Node node) {
    List<long[]> numbers = new ArrayList<>();
    for (String input : node.inputs().subList(1, node.inputs().size())) {
      editor.constant(input).map(Tensor::longs).ifPresent(numbers::add);
    }
    boolean plain =
        numbers.size() == 4
            && numbers.stream().allMatch(each -> each.length == 1)
            && numbers.get(3)[0] == 1;
    if (!plain) {
      return Optional.empty();
    }
    Optional<Long> whole = extent(node, numbers.get(2)[0]);
    long begin = numbers.get(0)[0];
    long end = Math.min(numbers.get(1)[0], whole.orElse(0L));
    return begin >= 0 && begin < end
        ? cut(node, numbers.get(2)[0], range(begin, end), true)
        : Optional.empty();
  }

  private Optional<Cut> element(Node node) {
    return editor
        .constant(node.inputs().get(1))
        .filter(index -> index.elements() == 1 && index.longs()[0] >= 0)
        .flatMap(
            index ->
                cut(
                    node,
                    node.integer("axis").orElse(0L),
                    List.of(index.longs()[0]),
                    index.rank() == 1));
  }

  private Optional<Cut> cut(Node node, long axis, List<Long> indices, boolean keeps) {
    return shape(node)
        .flatMap(shape -> Site.axis(axis, shape.size()))
        .map(
            counted ->
                new Cut(
                    node.inputs().getFirst(), Math.toIntExact(counted), List.of(indices), keeps));
  }

  private static List<Long> range(long begin, long end) {
    return LongStream.range(begin, end).boxed().toList();
  }

  private Optional<Long> extent(Node node, long axis) {
    return shape(node)
        .flatMap(
            shape ->
                Site.axis(axis, shape.size())
                    .map(counted -> shape.get(Math.toIntExact(counted)).at(1)));
  }

  /** The shape of what a node cuts, if it begins with the batch and all else is fixed. */
  private Optional<List<Dimension>> shape(Node node) {
    return editor.value(node.inputs().getFirst()).map(Value::shape).filter(BranchParts::isBatch);
  }

  /** Whether a shape is {@code [N, ...]} with fixed extents behind the batch. */
  static boolean isBatch(List<Dimension> shape) {
    return !shape.isEmpty()
        && shape.getFirst().equals(Dimension.batch())
        && shape.stream().skip(1).allMatch(Dimension.Fixed.class::isInstance);
  }

  /**
   * {@code [N, K, ...]}: the wanted elements, the axis divided by branches, the branches in front.
   */
  private String together(Cut cut, List<Long> indices) {
    List<Dimension> shape = editor.value(cut.source()).orElseThrow().shape();
    long whole = shape.get(cut.axis()).at(1);
    String source = cut.source();
    if (!indices.equals(range(0, whole))) {
      String wanted = to.constant("parts", Tensor.list(longs(indices)));
      source =
          to.add(
              Node.of("Gather", "new", source, wanted)
                  .with("axis", Attribute.of((long) cut.axis())));
    }
    List<Long> extents = new ArrayList<>(shape.stream().skip(1).map(each -> each.at(1)).toList());
    int place = cut.axis() - 1;
    extents.set(place, (long) to.count());
    if (cut.keeps()) {
      extents.add(place + 1, (long) indices.size() / to.count());
      source = to.reshape(source, longs(extents));
    }
    if (cut.axis() == 1) {
      return source;
    }
    int rank = extents.size() + 1;
    long[] order =
        LongStream.concat(
                LongStream.of(0, cut.axis()),
                IntStream.range(1, rank).filter(axis -> axis != cut.axis()).asLongStream())
            .toArray();
    return to.add(Node.of("Transpose", "new", source).with("perm", order));
  }

  private static long[] longs(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).toArray();
  }
}
