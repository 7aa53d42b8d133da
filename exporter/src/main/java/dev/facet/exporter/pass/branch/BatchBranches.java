package dev.facet.exporter.pass.branch;

import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.GraphEditor;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.graph.Value;
import dev.facet.exporter.pass.Pass;
import dev.facet.exporter.pass.RemoveDeadNodes;
import dev.facet.exporter.pass.branch.Batched.Stacked;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Computes K branches that run the same operators with other weights as one, from where they part
 * to where a concatenation joins them again: K copies of a sub-network become its wide form. A
 * rewrite stays only if it leaves fewer nodes.
 *
 * <p>It needs to know the shapes of all values.
 */
public final class BatchBranches implements Pass {
  @Override
  public Graph apply(Graph graph) {
    List<Node> joins = graph.nodes().stream().filter(BatchBranches::isJoin).toList();
    Graph together = rewritten(graph, joins);
    if (together.nodes().size() < graph.nodes().size()) {
      return together;
    }
    Graph result = graph;
    for (Node join : joins) {
      Graph next = rewritten(result, List.of(join));
      if (next.nodes().size() < result.nodes().size()) {
        result = next;
      }
    }
    return result;
  }

  private static boolean isJoin(Node node) {
    return node.is("Concat") && node.inputs().stream().distinct().count() > 1;
  }

  private static Graph rewritten(Graph graph, List<Node> joins) {
    GraphEditor editor = new GraphEditor(graph);
    BranchStacker stacker = new BranchStacker(editor);
    for (Node join : joins) {
      int rank = graph.value(join.inputs().getFirst()).map(Value::shape).map(List::size).orElse(0);
      Optional<Long> axis = Site.axis(join.integer("axis").orElse(0L), rank);
      if (axis.isPresent() && graph.nodes().contains(join)) {
        stacker
            .stack(join.inputs())
            .ifPresent(branches -> join(join, branches, Math.toIntExact(axis.get()), editor));
      }
    }
    return new RemoveDeadNodes().apply(editor.finish());
  }

  /** The branches of {@code [N, K, ...]} behind each other along an axis of one of them. */
  private static void join(Node join, Stacked branches, int axis, GraphEditor editor) {
    int count = join.inputs().size();
    BranchBuilder to = new BranchBuilder(editor, count, join.output() + "/branches");
    String moved = branches.name();
    if (axis > 1) {
      long[] order =
          IntStream.concat(
                  IntStream.concat(IntStream.of(0), IntStream.rangeClosed(2, axis)),
                  IntStream.concat(
                      IntStream.of(1), IntStream.rangeClosed(axis + 1, branches.shape().size())))
              .asLongStream()
              .toArray();
      moved = to.add(Node.of("Transpose", "new", moved).with("perm", order));
    }
    List<Dimension> shape = branches.shape();
    long[] target =
        LongStream.range(0, shape.size())
            .map(each -> each == 0 ? 0 : shape.get(Math.toIntExact(each)).at(1))
            .toArray();
    target[axis] *= count;
    String constant = to.constant("shape", Tensor.list(target));
    editor.replace(
        join,
        new Node(
            join.name(),
            "",
            "Reshape",
            List.of(moved, constant),
            join.outputs(),
            new TreeMap<>(Map.of())));
  }
}
