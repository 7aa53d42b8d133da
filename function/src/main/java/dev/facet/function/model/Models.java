package dev.facet.function.model;

import dev.facet.function.bundle.Bundle;
import dev.facet.function.bundle.BundleException;
import dev.facet.function.bundle.BundleFinder;
import dev.facet.function.bundle.Trust;
import dev.facet.function.config.FacetConfig;
import dev.facet.function.problem.ProblemException;
import dev.facet.function.problem.ProblemType;
import dev.facet.function.problem.Quoted;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.lang.module.ModuleDescriptor.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The models that are served. A model is called by its name, which means its highest version, or by
 * {@code name@version}.
 */
@Singleton
public class Models {
  private final List<ServedModel> models = new ArrayList<>();
  private final Map<String, ServedModel> byName = new TreeMap<>();
  private final ServedModel preferred;

  /**
   * Loads the configured bundles, or the shipped one.
   *
   * @throws BundleException when one of them cannot be served, or it is not clear which one is the
   *     default
   */
  Models(FacetConfig config, MeterRegistry registry) {
    Trust trust = config.signatureKey().map(Trust::inSignaturesFor).orElseGet(Trust::inAnyone);
    String precision = config.precision().name().toLowerCase(Locale.ROOT);
    List<Bundle> bundles =
        config
            .bundles()
            .map(root -> BundleFinder.in(root, trust))
            .orElseGet(() -> List.of(BundleFinder.shipped()));
    try {
      bundles.stream()
          .map(bundle -> bundle.in(precision))
          .sorted(Comparator.comparing(bundle -> Version.parse(bundle.manifest().version())))
          .forEach(this::serve);
      preferred = preferred(config.model());
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    models.forEach(model -> register(model, registry));
  }

  private void serve(Bundle bundle) {
    String name = bundle.manifest().name();
    String versioned = name + "@" + bundle.manifest().version();
    if (byName.containsKey(versioned)) {
      throw new BundleException(
          "facet.bundles holds "
              + versioned
              + " twice, again in "
              + bundle.location().describe("")
              + "; remove one of them.");
    }
    ServedModel model = ServedModel.load(bundle);
    models.add(model);
    byName.put(versioned, model);
    byName.put(name, model); // in ascending order of versions: the highest one stays
  }

  private ServedModel preferred(Optional<String> configured) {
    List<String> names =
        models.stream().map(model -> model.manifest().name()).distinct().sorted().toList();
    String name =
        configured.orElseGet(
            () -> {
              if (names.size() > 1) {
                throw new BundleException(
                    "facet.bundles holds several models and facet.model does not say which one is"
                        + " the default: set it to one of "
                        + String.join(", ", names)
                        + ".");
              }
              return names.getFirst();
            });
    return Optional.ofNullable(byName.get(name))
        .orElseThrow(
            () ->
                new BundleException(
                    "facet.model is '"
                        + name
                        + "', which is none of the models found: set it to"
                        + " one of "
                        + String.join(", ", names)
                        + "."));
  }

  private static void register(ServedModel model, MeterRegistry registry) {
    Gauge.builder("facet.model.info", () -> 1)
        .description("A model that is served")
        .tag("name", model.manifest().name())
        .tag("version", model.manifest().version())
        .tag("sha256", model.sha256())
        .register(registry);
  }

  /** All models, by ascending version. */
  public Collection<ServedModel> all() {
    return Collections.unmodifiableList(models);
  }

  /** The model that answers when the caller names none. */
  public ServedModel preferred() {
    return preferred;
  }

  /**
   * Lends the model with a name, or the default one.
   *
   * @param name as the caller wrote it, if there is one
   * @throws ProblemException when there is no such model
   */
  public ModelLease lease(Optional<String> name) {
    return new ModelLease(name.map(this::named).orElse(preferred));
  }

  /**
   * The model with a name.
   *
   * @param name as the caller wrote it; it is compared with the names of the models and never used
   *     as a path
   * @throws ProblemException when there is none
   */
  public ServedModel named(String name) {
    ServedModel model = byName.get(name);
    if (model == null) {
      throw new ProblemException(
          ProblemType.UNKNOWN_MODEL,
          "No model is called %s; GET /v1/models lists those that are served."
              .formatted(Quoted.value(name)));
    }
    return model;
  }

  @PreDestroy
  void close() {
    models.forEach(ServedModel::close);
    models.clear();
  }
}
