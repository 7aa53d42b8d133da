package dev.facet.exporter.pass;

import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.ElementType;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.GraphEditor;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.graph.Value;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Lets convolutions, products and attention compute in float16, with what follows them, and casts
 * where both kinds of numbers meet. Inputs and outputs of the graph keep their types.
 *
 * <p>What comes before the first of them, the preprocessing, stays in float32, and so does what may
 * leave the range of float16 or loses too much in it: sums and other reductions, squares, roots,
 * quotients, exponentials and logarithms, normalisations and numbers above {@value #LARGEST}. The
 * products that a softmax takes as exponents stay too: of a score of 20, float16 keeps two digits
 * after the point, and the weights would keep no more. Where no scale makes the scores small, as in
 * attention over the nodes of a graph, that holds for the nodes as well.
 *
 * @param kept names of layers that compute in float32 all the same, because the network's outputs
 *     need them exact
 */
public record HalfPrecision(Set<String> kept) implements Pass {
  private static final float LARGEST = 65504;

  private static final Set<String> HEAVY =
      Set.of("Attention", "Conv", "ConvTranspose", "Gemm", "MatMul");

  /** Copies the names. */
  public HalfPrecision {
    kept = Set.copyOf(kept);
  }

  /** All layers in float16. */
  public HalfPrecision() {
    this(Set.of());
  }

  /** The names of the layers of a graph that float16 makes faster, in the graph's order. */
  public static List<String> layers(Graph graph) {
    return graph.nodes().stream()
        .filter(node -> node.domain().isEmpty() && HEAVY.contains(node.operator()))
        .map(Node::name)
        .toList();
  }

  private static final Set<String> EXACT =
      Set.of(
          "BatchNormalization",
          "Cast",
          "CumSum",
          "Div",
          "Exp",
          "InstanceNormalization",
          "LRN",
          "LayerNormalization",
          "Log",
          "LogSoftmax",
          "Pow",
          "Range",
          "Reciprocal",
          "ReduceL1",
          "ReduceL2",
          "ReduceLogSum",
          "ReduceLogSumExp",
          "ReduceProd",
          "ReduceSum",
          "ReduceSumSquare",
          "Resize",
          "Sqrt");

  /** What may stand between the scores of attention and their softmax. */
  private static final Set<String> SCALING = Set.of("Add", "Div", "Mul", "Where");

  /** What may stand between a product and the scores that are made of it. */
  private static final Set<String> MOVING = Set.of("Add", "Reshape", "Transpose");

  @Override
  public Graph apply(Graph graph) {
    return new Rewrite(graph, kept).run();
  }

  private static final class Rewrite {
    private final Graph graph;
    private final Set<String> kept;
    private final GraphEditor editor;
    private final Set<String> halves = new HashSet<>();
    private final Set<Node> exponents = new HashSet<>();
    private final Map<String, String> casts = new HashMap<>();
    private final Map<String, String> constants = new HashMap<>();

    Rewrite(Graph graph, Set<String> kept) {
      this.graph = graph;
      this.kept = kept;
      editor = new GraphEditor(graph);
    }

    Graph run() {
      graph.nodes().stream().filter(node -> node.is("Softmax")).forEach(this::findExponents);
      for (Node node : graph.nodes()) {
        if (isHalf(node)) {
          toHalf(node);
        } else {
          editor.replace(node, withInputs(node, this::asFloat));
        }
      }
      editor.dropUnusedConstants();
      return new RemoveDeadNodes().apply(editor.finish());
    }

    private boolean isHalf(Node node) {
      boolean heavy = node.domain().isEmpty() && HEAVY.contains(node.operator());
      boolean follows = node.inputs().stream().anyMatch(halves::contains);
      return (heavy || follows)
          && !EXACT.contains(node.operator())
          && !kept.contains(node.name())
          && !isSquare(node)
          && !exponents.contains(node)
          && node.outputs().stream().allMatch(name -> name.isEmpty() || isFloat(name))
          && node.inputs().stream().allMatch(this::fits);
    }

    private void findExponents(Node softmax) {
      exponents.add(softmax);
      Optional<Node> node = editor.producer(softmax.inputs().getFirst());
      boolean scaled = false;
      while (node.filter(each -> SCALING.contains(each.operator())).isPresent()) {
        scaled |= !node.get().is("Add");
        exponents.add(node.get());
        node = editor.producer(node.get().inputs().getFirst());
      }
      Optional<Node> scores = node.filter(each -> each.is("MatMul"));
      scores.ifPresent(exponents::add);
      if (!scaled) {
        scores.stream().flatMap(each -> each.inputs().stream()).forEach(this::keepNodes);
      }
    }

    /** Keeps what computes the nodes of attention, back to the product or convolution that does. */
    private void keepNodes(String nodes) {
      Optional<Node> node = editor.producer(nodes);
      while (node.filter(each -> MOVING.contains(each.operator())).isPresent()) {
        exponents.add(node.get());
        node = editor.producer(node.get().inputs().getFirst());
      }
      node.filter(each -> HEAVY.contains(each.operator())).ifPresent(exponents::add);
    }

    private static boolean isSquare(Node node) {
      return node.is("Mul") && node.inputs().get(0).equals(node.inputs().get(1));
    }

    private boolean isFloat(String name) {
      return graph.value(name).filter(value -> value.type() == ElementType.FLOAT).isPresent();
    }

    private boolean fits(String input) {
      Optional<Tensor> constant =
          Optional.ofNullable(graph.constants().get(input))
              .filter(tensor -> tensor.type() == ElementType.FLOAT);
      if (constant.isEmpty()) {
        return true;
      }
      for (float number : constant.get().floats()) {
        if (Math.abs(number) > LARGEST) {
          return false;
        }
      }
      return true;
    }

    private void toHalf(Node node) {
      Node half = withInputs(node, this::asHalf);
      List<Node> nodes = new ArrayList<>(List.of(half));
      List<String> outputs = new ArrayList<>(half.outputs());
      for (int i = 0; i < outputs.size(); i++) {
        String output = outputs.get(i);
        if (output.isEmpty()) {
          continue;
        }
        halves.add(output);
        Value value = graph.value(output).orElseThrow();
        if (graph.output(output).isPresent()) {
          String inner = editor.freshName(output + "/half");
          outputs.set(i, inner);
          casts.put(output, inner);
          editor.describe(new Value(inner, ElementType.FLOAT16, value.shape()));
          nodes.add(cast(output, inner, ElementType.FLOAT));
        } else {
          editor.describe(new Value(output, ElementType.FLOAT16, value.shape()));
        }
      }
      nodes.set(0, half.withOutputs(outputs));
      editor.replace(node, nodes.toArray(Node[]::new));
    }

    private static Node withInputs(Node node, UnaryOperator<String> change) {
      return node.withInputs(
          node.inputs().stream().map(name -> name.isEmpty() ? name : change.apply(name)).toList());
    }

    /** What a node in float16 reads in the place of a value. */
    private String asHalf(String name) {
      Tensor constant = graph.constants().get(name);
      if (constant != null) {
        return constant.type() == ElementType.FLOAT
            ? constants.computeIfAbsent(
                name, each -> editor.addConstant(each + "/half", half(constant)))
            : name;
      }
      if (halves.contains(name)) {
        // an output of the graph is cast to float32 on its way out
        return graph.output(name).isPresent() ? casts.get(name) : name;
      }
      return isFloat(name) ? converted(name, "/half", ElementType.FLOAT16) : name;
    }

    /** What a node in float32 reads in the place of a value. */
    private String asFloat(String name) {
      boolean isHalf = halves.contains(name) && graph.output(name).isEmpty();
      return isHalf ? converted(name, "/float", ElementType.FLOAT) : name;
    }

    private String converted(String name, String suffix, ElementType type) {
      return casts.computeIfAbsent(
          name,
          each -> {
            String output = editor.freshName(each + suffix);
            editor.add(cast(output, each, type));
            graph
                .value(each)
                .ifPresent(value -> editor.describe(new Value(output, type, value.shape())));
            return output;
          });
    }

    private static Node cast(String output, String input, ElementType type) {
      return Node.of("Cast", output, input)
          .named(output + "/cast")
          .with("to", Attribute.of((long) type.onnxCode()));
    }

    private static Tensor half(Tensor tensor) {
      float[] values = tensor.floats();
      ByteBuffer bytes =
          ByteBuffer.allocate(values.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (float value : values) {
        bytes.putShort(Float.floatToFloat16(value));
      }
      return Tensor.of(ElementType.FLOAT16, bytes.array(), tensor.shape());
    }
  }
}
