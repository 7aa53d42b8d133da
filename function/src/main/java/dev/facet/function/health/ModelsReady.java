package dev.facet.function.health;

import dev.facet.function.model.Models;
import dev.facet.function.model.ServedModel;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once the models are loaded and have run once, which start-up waits for; it asks nothing of
 * the models, so that a probe costs nothing.
 */
@Readiness
class ModelsReady implements HealthCheck {
  private final Models models;

  ModelsReady(Models models) {
    this.models = models;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("models").up();
    for (ServedModel model : models.all()) {
      answer.withData(model.manifest().name() + "@" + model.manifest().version(), model.sha256());
    }
    return answer.build();
  }
}
