package dev.facet.function.health;

import dev.facet.function.bundle.BundleException;
import dev.facet.function.config.ConfigCheck;
import dev.facet.function.config.FacetConfig;
import dev.facet.function.inference.Models;
import dev.facet.function.inference.ServedModel;
import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Loads the models before the first request, and stops with a sentence when that cannot be. */
@Singleton
class Startup {
  private static final Logger LOG = Logger.getLogger("dev.facet");

  private final FacetConfig config;
  private final Instance<Models> models;

  Startup(FacetConfig config, Instance<Models> models) {
    this.config = config;
    this.models = models;
  }

  void load(@Observes StartupEvent event) {
    List<String> mistakes = ConfigCheck.mistakes(config);
    if (!mistakes.isEmpty()) {
      throw new PreventFurtherStepsException(String.join(System.lineSeparator(), mistakes), 1);
    }
    try {
      models.get().all();
    } catch (RuntimeException e) {
      throw sentence(e);
    }
  }

  /** The injection wraps what a constructor throws; the person who starts needs the sentence. */
  private static RuntimeException sentence(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BundleException) {
        return new PreventFurtherStepsException(cause.getMessage(), 1);
      }
    }
    return failure;
  }

  void announce(@ObservesAsync HttpServerStart event) {
    String served =
        models.get().all().stream().map(Startup::describe).collect(Collectors.joining(", "));
    LOG.infof("Facet serves %s at http://localhost:%d", served, event.options().getPort());
  }

  private static String describe(ServedModel model) {
    return "%s %s (%d attributes)"
        .formatted(
            model.manifest().name(), model.manifest().version(), model.manifest().labels().size());
  }
}
