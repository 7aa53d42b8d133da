package dev.facet.exporter.frontend;

/** Turns one SameDiff operator into ONNX nodes. */
@FunctionalInterface
public interface Translator {
  /**
   * Adds nodes that produce all outputs of the operation, under their names.
   *
   * @throws UnsupportedOperator if ONNX has no equal of this form of the operator
   */
  void translate(Operation operation, Translation to);
}
