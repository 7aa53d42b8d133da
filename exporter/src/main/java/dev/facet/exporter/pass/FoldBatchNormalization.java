package dev.facet.exporter.pass;

import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.GraphEditor;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * Folds a batch normalisation into the convolution or matrix product before it, when nothing else
 * reads what lies between. With {@code s = scale / sqrt(variance + epsilon)}, weights {@code W} and
 * bias {@code b} become {@code s W} and {@code s (b - mean) + offset}.
 */
public final class FoldBatchNormalization implements Pass {
  @Override
  public Graph apply(Graph graph) {
    GraphEditor editor = new GraphEditor(graph);
    for (Node node : graph.nodes()) {
      if (node.is("BatchNormalization")) {
        Optional<Affine> affine = Affine.ofNormalization(node, editor);
        Optional<Node> before =
            editor
                .producer(node.inputs().getFirst())
                .filter(each -> editor.hasOneUse(each.output()));
        if (affine.isPresent() && before.isPresent()) {
          fold(before.get(), node, affine.get(), editor);
        }
      }
    }
    editor.dropUnusedConstants();
    return editor.finish();
  }

  private static void fold(Node before, Node normalization, Affine affine, GraphEditor editor) {
    if (before.is("Conv")) {
      foldIntoConvolution(before, normalization, affine, editor);
    } else if (before.is("MatMul")) {
      foldIntoProduct(before, normalization, affine, editor);
    }
  }

  private static void foldIntoConvolution(
      Node convolution, Node normalization, Affine affine, GraphEditor editor) {
    Optional<Tensor> weights = editor.constant(convolution.inputs().get(1));
    boolean biased = convolution.inputs().size() > 2;
    Optional<Tensor> bias =
        biased ? editor.constant(convolution.inputs().get(2)) : Optional.of(affine.zeros());
    if (weights.isEmpty() || bias.isEmpty()) {
      return;
    }
    String output = normalization.output();
    String folded = editor.addConstant(output + "/weights", affine.scaleRows(weights.get()));
    String shifted = editor.addConstant(output + "/bias", affine.apply(bias.get()));
    Node fused =
        new Node(
            convolution.name(),
            convolution.domain(),
            convolution.operator(),
            List.of(convolution.inputs().get(0), folded, shifted),
            List.of(output),
            convolution.attributes());
    editor.replace(normalization);
    editor.replace(convolution, fused);
  }

  /**
   * Only a product with a matrix {@code [in, out]}, whose result has its channels last at axis 1.
   */
  private static void foldIntoProduct(
      Node product, Node normalization, Affine affine, GraphEditor editor) {
    Optional<Tensor> weights = editor.constant(product.inputs().get(1));
    boolean flat =
        editor.value(product.output()).filter(value -> value.shape().size() == 2).isPresent();
    if (weights.isEmpty() || !flat) {
      return;
    }
    String output = normalization.output();
    String folded = editor.addConstant(output + "/weights", affine.scaleColumns(weights.get()));
    String shifted = editor.addConstant(output + "/bias", affine.apply(affine.zeros()));
    String scaled = editor.freshName(output + "/product");
    Node matrix = Node.of("MatMul", scaled, product.inputs().get(0), folded);
    editor.replace(normalization, Node.of("Add", output, scaled, shifted));
    editor.replace(product, matrix);
  }
}
