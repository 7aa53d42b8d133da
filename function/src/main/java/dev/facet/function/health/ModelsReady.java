package dev.facet.function.health;

import dev.facet.function.model.Models;
import dev.facet.function.model.Refusal;
import dev.facet.function.model.ServedModel;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while there are models, which have run when they are there; it asks nothing of the models,
 * so that a probe costs nothing. A bundle that is not served beside others is told and does not
 * matter.
 */
@Readiness
class ModelsReady implements HealthCheck {
  private final Models models;

  ModelsReady(Models models) {
    this.models = models;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("models");
    answer.withData("device", models.device());
    for (ServedModel model : models.all()) {
      answer.withData(model.manifest().versioned(), model.sha256());
    }
    for (Refusal refusal : models.refusals()) {
      answer.withData("refused " + refusal.bundle(), refusal.sentence());
    }
    return models
        .reason()
        .map(reason -> answer.withData("reason", reason).down())
        .orElseGet(answer::up)
        .build();
  }
}
