package dev.facet.exporter.check;

import java.util.Locale;

/** What came of asking ONNX's checker about a model that it did not refuse. */
public sealed interface CheckerFinding {
  /**
   * The checker finds nothing wrong.
   *
   * @param version of ONNX
   * @param shapes how many values have a type and shape in the file that it inferred itself, too
   * @param values how many values the graph computes
   * @param foreign how many nodes are of operator sets that are not ONNX's, which it passes unseen
   */
  record Sound(String version, int shapes, long values, long foreign) implements CheckerFinding {
    @Override
    public String toString() {
      String sound =
          "ONNX %s finds nothing wrong; shapes as it infers them, %d of %d compared"
              .formatted(version, shapes, values);
      return foreign == 0
          ? sound
          : String.format(
              Locale.ROOT, "%s; it cannot judge other operator sets, nodes: %d", sound, foreign);
    }
  }

  /**
   * The checker was not asked, or cannot judge such a model.
   *
   * @param reason why
   */
  record NotChecked(String reason) implements CheckerFinding {
    @Override
    public String toString() {
      return "not checked: " + reason;
    }
  }
}
