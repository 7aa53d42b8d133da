package dev.facet.function.health;

import dev.facet.function.access.Access;
import dev.facet.function.access.AttributePolicy;
import dev.facet.function.bundle.BundleException;
import dev.facet.function.config.ConfigCheck;
import dev.facet.function.config.EnvironmentCheck;
import dev.facet.function.config.FacetConfig;
import dev.facet.function.model.Models;
import dev.facet.function.model.ServedModel;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Loads the models before the first request, and stops with a sentence when that cannot be. */
@Singleton
class Startup {
  private static final Logger LOG = Logger.getLogger("dev.facet");

  private final FacetConfig config;
  private final Access access;
  private final AttributePolicy policy;
  private final Instance<Models> models;
  private volatile boolean loaded;

  Startup(FacetConfig config, Access access, AttributePolicy policy, Instance<Models> models) {
    this.access = access;
    this.policy = policy;
    this.config = config;
    this.models = models;
  }

  /**
   * Loads the models. A mistake of the person who starts ends the process with its sentence; the
   * start itself goes on until then, because Quarkus does not end cleanly from within it.
   */
  void load(@Observes StartupEvent event) {
    List<String> mistakes = new ArrayList<>(ConfigCheck.mistakes(config));
    mistakes.addAll(EnvironmentCheck.mistakes(System.getenv().keySet()));
    mistakes.addAll(access.mistakes());
    if (mistakes.isEmpty()) {
      try {
        models.get().reason().ifPresent(LOG::error);
        if (models.get().reason().isEmpty()) {
          mistakes.addAll(
              policy.mistakes(models.get().all().stream().map(ServedModel::manifest).toList()));
        }
        loaded = true;
      } catch (RuntimeException e) {
        mistakes.add(sentence(e).orElseThrow(() -> e));
      }
    }
    if (!mistakes.isEmpty()) {
      mistakes.forEach(LOG::error);
      Quarkus.asyncExit(1);
    }
  }

  /** The injection wraps what a constructor throws; the person who starts needs the sentence. */
  private static Optional<String> sentence(RuntimeException failure) {
    return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
        .filter(BundleException.class::isInstance)
        .map(Throwable::getMessage)
        .findFirst();
  }

  void announce(@ObservesAsync HttpServerStart event) {
    if (loaded && models.get().reason().isEmpty()) {
      LOG.infof(
          "Facet serves %s on %s at http://localhost:%d",
          models.get().all().stream().map(Startup::describe).collect(Collectors.joining(", ")),
          models.get().device(),
          event.options().getPort());
    }
  }

  private static String describe(ServedModel model) {
    return "%s %s (%d attributes)"
        .formatted(
            model.manifest().name(), model.manifest().version(), model.manifest().labels().size());
  }
}
