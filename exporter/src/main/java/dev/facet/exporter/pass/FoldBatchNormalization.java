package dev.facet.exporter.pass;

import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.GraphEditor;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Folds a batch normalisation into the convolution or matrix product before it, when nothing else
 * reads what lies between. With {@code s = scale / sqrt(variance + epsilon)}, weights {@code W} and
 * bias {@code b} become {@code s W} and {@code s (b - mean) + offset}.
 */
public final class FoldBatchNormalization implements Pass {
  private static final float DEFAULT_EPSILON = 1e-5f;

  @Override
  public Graph apply(Graph graph) {
    GraphEditor editor = new GraphEditor(graph);
    for (Node node : graph.nodes()) {
      if (node.is("BatchNormalization")) {
        Optional<Affine> affine = Affine.of(node, editor);
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

  /**
   * What a batch normalisation does to channel c: {@code factor[c] * x + shift[c]}, in double so
   * that folding rounds once.
   */
  private record Affine(List<Double> factor, List<Double> shift) {

    static Optional<Affine> of(Node normalization, GraphEditor editor) {
      List<float[]> parameters = new ArrayList<>();
      for (String input : normalization.inputs().subList(1, 5)) {
        Optional<Tensor> constant = editor.constant(input);
        if (constant.isEmpty()) {
          return Optional.empty();
        }
        parameters.add(constant.get().floats());
      }
      float epsilon = normalization.real("epsilon").orElse(DEFAULT_EPSILON);
      List<Double> factor = new ArrayList<>();
      List<Double> shift = new ArrayList<>();
      for (int c = 0; c < parameters.getFirst().length; c++) {
        double scale = parameters.get(0)[c] / Math.sqrt((double) parameters.get(3)[c] + epsilon);
        factor.add(scale);
        shift.add(parameters.get(1)[c] - scale * parameters.get(2)[c]);
      }
      return Optional.of(new Affine(factor, shift));
    }

    Tensor zeros() {
      return Tensor.ofFloats(new float[factor.size()], factor.size());
    }

    /** {@code factor * bias + shift} for a bias {@code [C]}. */
    Tensor apply(Tensor bias) {
      float[] values = bias.floats();
      for (int c = 0; c < values.length; c++) {
        values[c] = (float) (factor.get(c) * values[c] + shift.get(c));
      }
      return Tensor.ofFloats(values, values.length);
    }

    /** Weights {@code [C, ...]} with row c times its factor. */
    Tensor scaleRows(Tensor weights) {
      float[] values = weights.floats();
      int row = values.length / factor.size();
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (factor.get(i / row) * values[i]);
      }
      return Tensor.ofFloats(values, weights.shape());
    }

    /** Weights {@code [in, C]} with column c times its factor. */
    Tensor scaleColumns(Tensor weights) {
      float[] values = weights.floats();
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (factor.get(i % factor.size()) * values[i]);
      }
      return Tensor.ofFloats(values, weights.shape());
    }
  }
}
