package dev.facet.exporter.quantize;

/** Told how far a quantization has come. */
@FunctionalInterface
public interface Int8Progress {
  /**
   * One more step is done.
   *
   * @param done steps so far, from 1
   * @param total steps as foreseen; layers that go back to floats add to it
   * @param what the step was about, such as {@code calibration} or a layer's name
   */
  void done(int done, int total, String what);

  /** For callers who do not watch. */
  static Int8Progress silent() {
    return (done, total, what) -> {};
  }
}
