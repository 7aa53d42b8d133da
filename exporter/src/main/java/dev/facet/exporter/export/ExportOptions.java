package dev.facet.exporter.export;

import dev.facet.exporter.bundle.SigningKey;
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
 */
public record ExportOptions(
    boolean replace,
    Set<Form> forms,
    List<String> outputs,
    boolean timed,
    Optional<SigningKey> key) {
  /** Copies the collections. */
  public ExportOptions {
    forms = Set.copyOf(forms);
    outputs = List.copyOf(outputs);
  }

  /** Nothing but {@code model.onnx}, and nothing is replaced. */
  public static ExportOptions plain() {
    return new ExportOptions(false, Set.of(), List.of(), false, Optional.empty());
  }

  /** The same, but an existing version is replaced. */
  public ExportOptions replacing() {
    return new ExportOptions(true, forms, outputs, timed, key);
  }

  /** The same with further forms. */
  public ExportOptions withForms(Set<Form> others) {
    return new ExportOptions(replace, others, outputs, timed, key);
  }

  /** The same with these outputs only. */
  public ExportOptions withOutputs(List<String> wanted) {
    return new ExportOptions(replace, forms, wanted, timed, key);
  }

  /** The same with every form timed. */
  public ExportOptions withTimings() {
    return new ExportOptions(replace, forms, outputs, true, key);
  }

  /** The same with a signature. */
  public ExportOptions withKey(SigningKey signing) {
    return new ExportOptions(replace, forms, outputs, timed, Optional.of(signing));
  }
}
