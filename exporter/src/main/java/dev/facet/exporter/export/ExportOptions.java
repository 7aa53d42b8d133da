package dev.facet.exporter.export;

import dev.facet.exporter.bundle.SigningKey;
import dev.facet.exporter.check.Reference;
import dev.facet.exporter.quantize.Int8Settings;
import dev.facet.exporter.quantize.RangeMethod;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an export makes beside {@code model.onnx}, and how.
 *
 * @param replace whether an existing version is replaced
 * @param forms further forms of the network
 * @param outputs those of the network's outputs that the bundle has; empty for all
 * @param timed whether calls of every form are timed; the bytes of two exports then differ
 * @param key that signs the manifest
 * @param reference asks ONNX's checker and OpenCV about every form
 * @param int8 how the form in int8 is made, if it is wanted
 */
public record ExportOptions(
    boolean replace,
    Set<Form> forms,
    List<String> outputs,
    boolean timed,
    Optional<SigningKey> key,
    Optional<Reference> reference,
    Int8Settings int8) {
  /** How many points of mean accuracy int8 may cost, of 100, unless the caller says otherwise. */
  public static final double INT8_POINTS = 0.3;

  /** Copies the collections. */
  public ExportOptions {
    forms = Set.copyOf(forms);
    outputs = List.copyOf(outputs);
  }

  /**
   * How the form in int8 is made.
   *
   * @param method how ranges are chosen
   * @param points of mean accuracy that it may cost, of 100
   */
  public static Int8Settings int8(RangeMethod method, double points) {
    return Int8Settings.of(method, points / 100);
  }

  /** Nothing but {@code model.onnx}, and nothing is replaced. */
  public static ExportOptions plain() {
    return new ExportOptions(
        false,
        Set.of(),
        List.of(),
        false,
        Optional.empty(),
        Optional.empty(),
        int8(RangeMethod.MIN_MAX, INT8_POINTS));
  }

  /** The same, but an existing version is replaced. */
  public ExportOptions replacing() {
    return new ExportOptions(true, forms, outputs, timed, key, reference, int8);
  }

  /** The same with further forms. */
  public ExportOptions withForms(Set<Form> others) {
    return new ExportOptions(replace, others, outputs, timed, key, reference, int8);
  }

  /** The same with these outputs only. */
  public ExportOptions withOutputs(List<String> wanted) {
    return new ExportOptions(replace, forms, wanted, timed, key, reference, int8);
  }

  /** The same with every form timed. */
  public ExportOptions withTimings() {
    return new ExportOptions(replace, forms, outputs, true, key, reference, int8);
  }

  /** The same with a signature. */
  public ExportOptions withKey(SigningKey signing) {
    return new ExportOptions(replace, forms, outputs, timed, Optional.of(signing), reference, int8);
  }

  /** The same, asking others about every form. */
  public ExportOptions withReference(Reference others) {
    return new ExportOptions(replace, forms, outputs, timed, key, Optional.of(others), int8);
  }
}
