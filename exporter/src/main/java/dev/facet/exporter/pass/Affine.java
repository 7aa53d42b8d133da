package dev.facet.exporter.pass;

import dev.facet.exporter.graph.GraphEditor;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What happens to channel c: {@code factor[c] * x + shift[c]}, in double so that joining several
 * rounds once.
 *
 * @param factor of each channel
 * @param shift of each channel
 */
record Affine(List<Double> factor, List<Double> shift) {
  private static final float DEFAULT_EPSILON = 1e-5f;

  /** Copies the lists. */
  Affine {
    factor = List.copyOf(factor);
    shift = List.copyOf(shift);
  }

  /** What a batch normalisation does, if its moments are constant. */
  static Optional<Affine> ofNormalization(Node normalization, GraphEditor editor) {
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

  /** Only products. */
  static Affine times(List<Double> factor) {
    return new Affine(factor, Collections.nCopies(factor.size(), 0.0));
  }

  /** Only sums. */
  static Affine plus(List<Double> shift) {
    return new Affine(Collections.nCopies(shift.size(), 1.0), shift);
  }

  /** This first, then another for as many channels. */
  Affine then(Affine next) {
    List<Double> factors = new ArrayList<>();
    List<Double> shifts = new ArrayList<>();
    for (int c = 0; c < factor.size(); c++) {
      factors.add(next.factor.get(c) * factor.get(c));
      shifts.add(next.factor.get(c) * shift.get(c) + next.shift.get(c));
    }
    return new Affine(factors, shifts);
  }

  /** Zeros {@code [C]}. */
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
