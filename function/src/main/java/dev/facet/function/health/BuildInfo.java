package dev.facet.function.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells in the metrics which build answers. */
@Singleton
class BuildInfo {
  void register(
      @Observes StartupEvent event,
      MeterRegistry registry,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    Gauge.builder("facet.build.info", () -> 1)
        .description("Which build of Facet this is, and the Java that it runs on")
        .tag("version", version)
        .tag("java", Runtime.version().toString())
        .register(registry);
  }
}
