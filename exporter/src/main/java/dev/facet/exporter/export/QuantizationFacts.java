package dev.facet.exporter.export;

import dev.facet.exporter.bundle.Manifest;
import dev.facet.exporter.quantize.Int8Report;

/** Carries what quantization reports into the manifest, without the last digits of chance. */
final class QuantizationFacts {
  private static final double DIGITS = 1e6;

  private QuantizationFacts() {}

  static Manifest.QuantizationEntry of(Int8Report report) {
    return new Manifest.QuantizationEntry(
        report.method(),
        report.calibrationFaces(),
        rounded(report.budget()),
        rounded(report.before()),
        rounded(report.after()),
        report.layers().stream().map(QuantizationFacts::layer).toList());
  }

  private static Manifest.QuantizedLayer layer(Int8Report.Layer layer) {
    return new Manifest.QuantizedLayer(
        layer.name(),
        layer.operator(),
        layer.form().label(),
        layer.loss().stream().map(QuantizationFacts::rounded).findFirst());
  }

  /** With six digits after the point. */
  static double rounded(double number) {
    return Math.round(number * DIGITS) / DIGITS;
  }
}
