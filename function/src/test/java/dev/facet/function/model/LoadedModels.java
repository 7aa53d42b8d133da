package dev.facet.function.model;

import dev.facet.function.bundle.Manifest;
import dev.facet.function.config.Configured;
import dev.facet.function.fixture.FixtureBundle;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Models of a folder, and what tests ask of them. The watch looks only when it is told to. */
final class LoadedModels implements AutoCloseable {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Models models;

  private LoadedModels(Map<String, String> keys) {
    models = new Models(Configured.with(keys), registry);
  }

  /** The models of a folder that is looked at once. */
  static LoadedModels of(Path root, Map<String, String> keys) {
    Map<String, String> all = new HashMap<>(keys);
    all.put("facet.bundles", root.toString());
    return new LoadedModels(all);
  }

  /** The models of a folder that is watched, whenever {@link #look} is called. */
  static LoadedModels watching(Path root) {
    return of(root, Map.of("facet.watch", "1000d"));
  }

  Models models() {
    return models;
  }

  /** Two looks: only what is unchanged at the second is tried. */
  void look() {
    models.refresh();
    models.refresh();
  }

  /** The versions that are served, ascending. */
  Iterable<String> versions() {
    return models.all().stream().map(model -> model.manifest().version()).toList();
  }

  /** What the default model says of black. */
  float black() {
    try (ModelLease lease = models.lease(Optional.empty())) {
      return answer(lease.model(), 0);
    }
  }

  /** What a model says of a grey, 0 to 255. */
  static float answer(ServedModel model, int grey) {
    try (Runner runner = model.runner(1)) {
      while (runner.input().hasRemaining()) {
        runner.input().put((byte) grey);
      }
      return runner.run(1, Set.of(Manifest.PROBABILITIES)).get(Manifest.PROBABILITIES).get(0);
    }
  }

  /** What a network of {@link FixtureBundle#meanColour(String, String, float)} says of black. */
  static float black(double shift) {
    return (float) (1 / (1 + Math.exp(-shift)));
  }

  /** How many models are in memory. */
  int sessions() {
    return (int) registry.get("facet.model.sessions").gauge().value();
  }

  /** How many bundles were refused for a reason. */
  int refused(String reason) {
    return registry.find("facet.model.refused").tag("reason", reason).counters().stream()
        .mapToInt(counter -> (int) counter.count())
        .sum();
  }

  /** How many models are told of in the metrics. */
  int told() {
    return registry.find("facet.model.info").gauges().size();
  }

  @Override
  public void close() {
    models.close();
  }
}
