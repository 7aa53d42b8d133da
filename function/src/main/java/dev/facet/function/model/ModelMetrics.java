package dev.facet.function.model;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What can be measured about models: which are served, when that changed, what was refused. */
final class ModelMetrics {
  private final MeterRegistry registry;
  private final IdentityHashMap<LentModel, Meter> served = new IdentityHashMap<>();
  private final AtomicLong swapped = new AtomicLong();

  ModelMetrics(MeterRegistry registry) {
    this.registry = registry;
    Gauge.builder("facet.model.swapped", swapped::get)
        .description("When the models that are served changed, in seconds since 1970")
        .baseUnit("seconds")
        .register(registry);
  }

  /** Counts the models of a loader and tells what they run on. */
  void count(ModelLoader loader) {
    Gauge.builder("facet.runtime.info", () -> 1)
        .description("What the models run on")
        .tag("onnxruntime", loader.runtimeVersion())
        .tag("device", loader.device().description())
        .register(registry);
    Gauge.builder("facet.model.sessions", loader::open)
        .description("Models in memory: those that are served, and those that are still in use")
        .register(registry);
  }

  /** Tells which models are served now. */
  void serves(Collection<LentModel> models) {
    List<LentModel> gone = served.keySet().stream().filter(each -> !models.contains(each)).toList();
    gone.forEach(each -> registry.remove(served.remove(each)));
    models.forEach(each -> served.computeIfAbsent(each, this::info));
    swapped.set(System.currentTimeMillis() / 1000);
  }

  private Meter info(LentModel lent) {
    ServedModel model = lent.model();
    return Gauge.builder("facet.model.info", () -> 1)
        .description("A model that is served")
        .tag("name", model.manifest().name())
        .tag("version", model.manifest().version())
        .tag("sha256", model.sha256())
        .register(registry);
  }

  /** Counts a bundle that is not served. */
  void refused(Refusal refusal) {
    Counter.builder("facet.model.refused")
        .description("Bundles that were not served, once for each content")
        .tag("name", refusal.name())
        .tag("reason", refusal.flaw().label())
        .register(registry)
        .increment();
  }
}
