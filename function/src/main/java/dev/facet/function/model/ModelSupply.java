package dev.facet.function.model;

import dev.facet.function.bundle.BundleException;
import dev.facet.function.bundle.BundleFinder;
import dev.facet.function.bundle.Trust;
import dev.facet.function.config.FacetConfig;
import dev.facet.function.model.device.ComputeDevice;
import dev.facet.function.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Brings the models that are served, and exchanges them: a new one is loaded and tried first, then
 * takes its place at once, and the old one is closed when nobody uses it any more.
 */
final class ModelSupply {
  private static final Logger LOG = Logger.getLogger("dev.facet");

  private final ModelMetrics metrics;
  private final DefaultModel choice;
  private final Optional<ModelFolder> folder;
  private List<LentModel> held = List.of();
  private boolean closed;
  private volatile ModelSet current;
  private volatile List<Refusal> refusals = List.of();

  /**
   * Loads the configured bundles, or the shipped one.
   *
   * @throws BundleException when one of them cannot be served, or it is not clear which one is the
   *     default; with {@code facet.watch} that is told as a refusal
   */
  ModelSupply(FacetConfig config, ComputeDevice device, ModelMetrics metrics) {
    this.metrics = metrics;
    choice = new DefaultModel(config.model());
    ModelLoader loader = new ModelLoader(OrtStart.environment(), device, config.precision());
    metrics.count(loader);
    Trust trust = config.signatureKey().map(Trust::inSignaturesFor).orElseGet(Trust::inAnyone);
    folder = config.bundles().map(root -> new ModelFolder(root, trust, loader, choice));
    current = none("no bundle was looked at yet", "no bundle was looked at yet");
    if (folder.isEmpty()) {
      takeAll(
          new ModelFolder.Found(
              List.of(new LentModel(loader.load(BundleFinder.shipped()))), List.of()));
    } else if (config.watch().isEmpty()) {
      takeAll(folder.get().open());
    } else {
      take(folder.get().open());
    }
    EarlyModel.discard();
  }

  /** No models, and why. */
  static ModelSet none(String detail, String reason) {
    return ModelSet.none(
        new ModelSet.Absence(
            ProblemType.NOT_READY,
            "This instance has no model to answer with: %s; send the request again later."
                .formatted(detail),
            reason));
  }

  /** The models that are served now. */
  ModelSet current() {
    return current;
  }

  /** What cannot be served, or is served though it should not be. */
  List<Refusal> refusals() {
    return refusals;
  }

  /** Looks at the folder of bundles, if there is one, and serves what it holds now. */
  synchronized void refresh() {
    if (folder.isPresent() && !closed) {
      take(folder.get().look());
    }
  }

  /** Whoever starts the function with a mistake, and will not be watched, learns of it at once. */
  private void takeAll(ModelFolder.Found found) {
    try {
      if (!found.refusals().isEmpty()) {
        throw new BundleException(
            found.refusals().getFirst().flaw(),
            sentences(found.refusals(), System.lineSeparator()));
      }
      serve(ModelSet.of(found.models(), choice), found.models());
    } catch (BundleException e) {
      found.models().forEach(LentModel::retire);
      throw e;
    }
  }

  private synchronized void take(ModelFolder.Found found) {
    List<Refusal> all = new ArrayList<>(found.refusals());
    ModelSet next = setOf(found, all);
    for (Refusal refusal : all) {
      if (!refusals.contains(refusal)) {
        metrics.refused(refusal);
        LOG.warnf("Bundle %s: %s", refusal.bundle(), refusal.sentence());
      }
    }
    refusals = List.copyOf(all);
    if (serve(next, found.models())) {
      LOG.infof(
          "Facet serves %s now",
          next.all().stream().map(ModelSet::versioned).collect(Collectors.joining(", ")));
    }
  }

  private ModelSet setOf(ModelFolder.Found found, List<Refusal> all) {
    if (!found.models().isEmpty()) {
      try {
        return ModelSet.of(found.models(), choice);
      } catch (BundleException e) {
        all.add(new Refusal(".", "unknown", e.flaw(), e.getMessage()));
      }
    }
    return none("facet.bundles holds none that can be served", sentences(all, " "));
  }

  private static String sentences(List<Refusal> refusals, String between) {
    return refusals.stream().map(Refusal::sentence).collect(Collectors.joining(between));
  }

  /** Exchanges the models; whether that changed any. */
  private boolean serve(ModelSet next, List<LentModel> models) {
    boolean changed = !next.all().equals(current.all());
    current = next; // from here on nobody leases what is retired below
    if (changed) {
      metrics.serves(next.all());
    }
    held.stream().filter(model -> !models.contains(model)).forEach(LentModel::retire);
    held = List.copyOf(models);
    return changed;
  }

  /** Closes all models, each when nobody uses it any more. */
  synchronized void close() {
    closed = true;
    current =
        ModelSet.none(
            new ModelSet.Absence(
                ProblemType.DRAINING,
                "The function is stopping; send the request to another instance.",
                "the function is stopping"));
    held.forEach(LentModel::retire);
    held = List.of();
  }
}
