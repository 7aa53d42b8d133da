package dev.facet.exporter.verify;

import dev.facet.exporter.ExportException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far ONNX Runtime is from the trained network on the same faces, each having gone through its
 * own preprocessing.
 *
 * @param differences the largest absolute difference of each output; NaN if either side has one
 * @param images on how many faces
 */
public record Parity(Map<String, Double> differences, int images) {
  /** Copies the map, keeping its order. */
  public Parity {
    differences = Collections.unmodifiableMap(new LinkedHashMap<>(differences));
  }

  /** The largest difference over all outputs. */
  public double largest() {
    return differences.values().stream().mapToDouble(each -> each).reduce(0, Math::max);
  }

  /**
   * Fails above a tolerance.
   *
   * @throws ExportException naming the outputs that differ more
   */
  public void require(double tolerance) {
    List<String> wrong =
        differences.entrySet().stream()
            .filter(entry -> !(entry.getValue() <= tolerance))
            .map(entry -> "%s by %.3g".formatted(entry.getKey(), entry.getValue()))
            .toList();
    if (!wrong.isEmpty()) {
      throw new ExportException(
          "ONNX Runtime differs from the trained network in %s, but at most %.3g is allowed: the"
                  .formatted(String.join(" and ", wrong), tolerance)
              + " bundle is not from this run, the network was trained for so short a time that its"
              + " scores are still in the hundreds, or the exporter has a mistake.");
    }
  }
}
