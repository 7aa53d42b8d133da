package dev.facet.exporter.export;

import dev.facet.exporter.bundle.Bundle;
import dev.facet.exporter.pass.Target;
import java.util.Arrays;

/** The forms of one network that a bundle can hold. */
public enum Form {
  /** What every bundle has. */
  MODEL(Bundle.MODEL, Target.CPU, "float32"),
  /** For other and older runtimes. */
  PORTABLE("model-portable.onnx", Target.PORTABLE, "float32"),
  /** Smaller and faster on processors, a little less accurate. */
  INT8("model-int8.onnx", Target.CPU, "int8"),
  /** For GPUs. */
  FP16("model-fp16.onnx", Target.CUDA, "float16");

  /** The largest difference in any output that a form in float32 may have. */
  public static final double TOLERANCE = 1e-4;

  /** The largest difference in any output that a form in float16 may have. */
  public static final double HALF_TOLERANCE = 5e-3;

  private final String file;
  private final Target target;
  private final String precision;

  Form(String file, Target target, String precision) {
    this.file = file;
    this.target = target;
    this.precision = precision;
  }

  /**
   * The form that a file of a bundle holds.
   *
   * @throws IllegalArgumentException if it holds none
   */
  public static Form ofFile(String file) {
    return Arrays.stream(values())
        .filter(form -> form.file.equals(file))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(file + " holds no form of a network"));
  }

  /** The file of a bundle that holds it. */
  public String file() {
    return file;
  }

  /** What it is compiled for. */
  public Target target() {
    return target;
  }

  /** The type of most numbers in it: {@code float32}, {@code float16} or {@code int8}. */
  public String precision() {
    return precision;
  }

  /** The largest difference in any output that is rounding; none for int8, which is judged by. */
  public double tolerance() {
    return switch (this) {
      case MODEL, PORTABLE -> TOLERANCE;
      case FP16 -> HALF_TOLERANCE;
      case INT8 -> Double.POSITIVE_INFINITY;
    };
  }

  /**
   * By how much a number for the golden image may differ on another machine: processors add in
   * another order, GPUs multiply with fewer digits, and on integers one rounding is one step.
   */
  double goldenTolerance() {
    return switch (this) {
      case MODEL, PORTABLE -> 0.01;
      case FP16 -> 0.02;
      case INT8 -> 0.05;
    };
  }
}
