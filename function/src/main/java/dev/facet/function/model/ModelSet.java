package dev.facet.function.model;

import dev.facet.function.bundle.Manifest;
import dev.facet.function.problem.ProblemException;
import dev.facet.function.problem.ProblemType;
import dev.facet.function.problem.Quoted;
import java.lang.module.ModuleDescriptor.Version;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The models that are served at one time, or why there are none. Never changes. */
final class ModelSet {
  private final List<LentModel> models;
  private final Map<String, LentModel> byName;
  private final Optional<LentModel> preferred;
  private final Absence absence;

  private ModelSet(
      List<LentModel> models,
      Map<String, LentModel> byName,
      Optional<LentModel> preferred,
      Absence absence) {
    this.models = models;
    this.byName = byName;
    this.preferred = preferred;
    this.absence = absence;
  }

  /**
   * Why there are no models.
   *
   * @param problem what every call is answered with
   * @param detail the sentence for callers
   * @param reason what whoever runs the function has to know
   */
  record Absence(ProblemType problem, String detail, String reason) {}

  /** No models. */
  static ModelSet none(Absence absence) {
    return new ModelSet(List.of(), Map.of(), Optional.empty(), absence);
  }

  /**
   * Some models, each under {@code name@version}, and the highest version under the name alone.
   *
   * @param choice says which of them answers when a request names none
   * @throws dev.facet.function.bundle.BundleException when that is not clear
   */
  static ModelSet of(Collection<LentModel> models, DefaultModel choice) {
    List<LentModel> ascending =
        models.stream()
            .sorted(Comparator.comparing(lent -> Version.parse(manifest(lent).version())))
            .toList();
    Map<String, LentModel> byName = new TreeMap<>();
    for (LentModel model : ascending) {
      byName.put(versioned(model), model);
      byName.put(manifest(model).name(), model); // ascending: the highest one stays
    }
    List<String> names = models.stream().map(lent -> manifest(lent).name()).distinct().toList();
    LentModel preferred = choice.among(names, byName);
    return new ModelSet(
        ascending,
        Collections.unmodifiableMap(byName),
        Optional.of(preferred),
        new Absence(ProblemType.NOT_READY, "", ""));
  }

  /** How a model is called with its version, such as {@code celeba-pse@1.0.0}. */
  static String versioned(LentModel model) {
    return manifest(model).versioned();
  }

  private static Manifest manifest(LentModel model) {
    return model.model().manifest();
  }

  /** All models, by ascending version. */
  List<LentModel> all() {
    return models;
  }

  /** Why there are none, if there are none. */
  Optional<String> reason() {
    return preferred.isPresent() ? Optional.empty() : Optional.of(absence.reason());
  }

  /**
   * The model that answers when the caller names none.
   *
   * @throws ProblemException when there are none
   */
  LentModel preferred() {
    return preferred.orElseThrow(() -> new ProblemException(absence.problem(), absence.detail()));
  }

  /**
   * The model with a name.
   *
   * @param name as the caller wrote it; only ever compared
   * @throws ProblemException when there is none
   */
  LentModel named(String name) {
    preferred();
    LentModel model = byName.get(name);
    if (model == null) {
      throw new ProblemException(
          ProblemType.UNKNOWN_MODEL,
          "No model is called %s; GET /v1/models lists those that are served."
              .formatted(Quoted.value(name)));
    }
    return model;
  }
}
