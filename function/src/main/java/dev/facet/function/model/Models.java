package dev.facet.function.model;

import dev.facet.function.config.FacetConfig;
import dev.facet.function.model.device.DeviceChoice;
import dev.facet.function.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The models that are served. A model is called by its name, which means its highest version, or by
 * {@code name@version}. With {@code facet.watch} they change while the function runs.
 */
@Singleton
public class Models {
  private static final Logger LOG = Logger.getLogger("dev.facet");

  private final String device;
  private final Optional<ModelSupply> supply;
  private final Optional<ModelWatch> watch;
  private final ModelSet unusable;

  /**
   * Loads the configured bundles, or the shipped one, onto the configured device. When that cannot
   * be used there are no models, and {@link #reason} says why.
   *
   * @throws dev.facet.function.bundle.BundleException when a bundle cannot be served, or it is not
   *     clear which model is the default; with {@code facet.watch} that is a refusal
   */
  Models(FacetConfig config, MeterRegistry registry) {
    switch (DeviceChoice.of(config, OrtStart.environment())) {
      case DeviceChoice.Unusable(String sentence) -> {
        device = "none";
        supply = Optional.empty();
        unusable = ModelSupply.none("the device that it shall use cannot be used", sentence);
      }
      case DeviceChoice.Chosen(var chosen, var remark) -> {
        device = chosen.description();
        remark.ifPresent(why -> LOG.infof("Networks run on %s: %s.", device, why));
        supply = Optional.of(new ModelSupply(config, chosen, new ModelMetrics(registry)));
        unusable = ModelSupply.none("", "");
      }
    }
    watch =
        supply
            .filter(models -> config.bundles().isPresent())
            .flatMap(
                models -> config.watch().map(period -> new ModelWatch(period, models::refresh)));
  }

  private ModelSet current() {
    return supply.map(ModelSupply::current).orElse(unusable);
  }

  /** All models, by ascending version. Who runs one needs a {@linkplain #lease lease}. */
  public Collection<ServedModel> all() {
    return current().all().stream().map(LentModel::model).toList();
  }

  /**
   * The model that answers when the caller names none. Who runs it needs a {@linkplain #lease
   * lease}.
   *
   * @throws ProblemException when no model is served
   */
  public ServedModel preferred() {
    return current().preferred().model();
  }

  /**
   * The model with a name. Who runs it needs a {@linkplain #lease lease}.
   *
   * @param name as the caller wrote it; it is compared with the names of the models and never used
   *     as a path
   * @throws ProblemException when there is none
   */
  public ServedModel named(String name) {
    return current().named(name).model();
  }

  /**
   * Lends the model with a name, or the default one.
   *
   * @param name as the caller wrote it, if there is one
   * @throws ProblemException when there is no such model
   */
  public ModelLease lease(Optional<String> name) {
    while (true) {
      ModelSet set = current();
      LentModel model = name.map(set::named).orElseGet(set::preferred);
      Optional<ModelLease> lease = model.lease();
      if (lease.isPresent()) {
        return lease.get();
      } // it was replaced in between: ask again
    }
  }

  /** Why no model is served, if none is. */
  public Optional<String> reason() {
    return current().reason();
  }

  /** What cannot be served, or is served though it should not be. */
  public List<Refusal> refusals() {
    return supply.map(ModelSupply::refusals).orElse(List.of());
  }

  /** A few words for what models run on, such as {@code the processor}. */
  public String device() {
    return device;
  }

  /** Looks at the folder of bundles at once, whatever {@code facet.watch} says. */
  void refresh() {
    supply.ifPresent(ModelSupply::refresh);
  }

  @PreDestroy
  void close() {
    watch.ifPresent(ModelWatch::close);
    supply.ifPresent(ModelSupply::close);
  }
}
