package dev.facet.exporter.check;

import java.util.Locale;

/** What came of running a model in OpenCV, if its numbers did not contradict ONNX Runtime's. */
public sealed interface OpenCvFinding {
  /**
   * Both runtimes agree.
   *
   * @param version of OpenCV
   * @param difference the largest absolute one of any output
   * @param faces on how many
   */
  record Agrees(String version, double difference, int faces) implements OpenCvFinding {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "OpenCV %s differs from ONNX Runtime by at most %.2e on %d faces",
          version,
          difference,
          faces);
    }
  }

  /**
   * OpenCV was not asked, or cannot run the model: its operators are fewer than ONNX's.
   *
   * @param reason why
   */
  record NotChecked(String reason) implements OpenCvFinding {
    @Override
    public String toString() {
      return "not checked: " + reason;
    }
  }
}
