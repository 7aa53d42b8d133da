package dev.facet.function.model;

import static java.util.Objects.requireNonNull;

import dev.facet.function.bundle.Bundle;
import dev.facet.function.bundle.BundleException;
import dev.facet.function.bundle.BundleFinder;
import dev.facet.function.bundle.BundleLocation;
import dev.facet.function.bundle.Flaw;
import dev.facet.function.bundle.FolderState;
import dev.facet.function.bundle.Trust;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The models of a folder of bundles, as it changes. What cannot be served is told once for each
 * content, and what was served before from the same place stays. Not safe for several threads.
 */
final class ModelFolder {
  private static final String UNKNOWN = "unknown";

  private final Path root;
  private final Trust trust;
  private final ModelLoader loader;
  private final DefaultModel choice;
  private Map<Path, Served> served = new TreeMap<>();
  private final Map<Path, Refused> refused = new TreeMap<>();
  private Map<Path, FolderState> seen = Map.of();

  /**
   * A folder, at which nobody has looked.
   *
   * @param root of {@code <name>/<version>/}, or one bundle
   * @param trust whose bundles are served
   * @param loader of models
   * @param choice of the model that is never given up
   */
  ModelFolder(Path root, Trust trust, ModelLoader loader, DefaultModel choice) {
    this.root = requireNonNull(root, "root is null");
    this.trust = requireNonNull(trust, "trust is null");
    this.loader = requireNonNull(loader, "loader is null");
    this.choice = requireNonNull(choice, "choice is null");
  }

  /**
   * What a look at the folder found.
   *
   * @param models all that can be served now
   * @param refusals what cannot, or is served though its folder is gone
   */
  record Found(List<LentModel> models, List<Refusal> refusals) {
    /** Copies the lists. */
    Found {
      models = List.copyOf(models);
      refusals = List.copyOf(refusals);
    }
  }

  private record Served(String manifest, LentModel model) {
    String name() {
      return model.model().manifest().name();
    }

    boolean isCalled(String name) {
      return name.equals(name()) || name.equals(ModelSet.versioned(model));
    }
  }

  private record Refused(FolderState state, Refusal refusal) {}

  /** Looks for the first time: tries everything that is there. */
  Found open() {
    return look(true);
  }

  /**
   * Looks again. A bundle is tried when it is as it was at the look before: nobody is writing to it
   * any more.
   */
  Found look() {
    return look(false);
  }

  private Found look(boolean atOnce) {
    List<Refusal> remarks = new ArrayList<>();
    List<Path> folders;
    try {
      folders = BundleFinder.folders(root);
    } catch (BundleException e) {
      remarks.add(new Refusal(".", UNKNOWN, e.flaw(), e.getMessage()));
      return found(remarks); // the volume may come back: give nothing up
    }
    if (folders.isEmpty()) {
      BundleException none = BundleFinder.noneIn(root);
      remarks.add(new Refusal(".", UNKNOWN, none.flaw(), none.getMessage()));
      refused.clear();
      return found(remarks);
    }
    Map<Path, FolderState> states = states(folders);
    Map<Path, Served> next = new TreeMap<>(served);
    next.keySet().retainAll(states.keySet());
    refused.keySet().retainAll(states.keySet());
    boolean moved = !states.keySet().equals(seen.keySet());
    for (Map.Entry<Path, FolderState> each : states.entrySet()) {
      if (isToBeTried(each.getKey(), each.getValue(), atOnce, moved)) {
        attempt(each.getKey(), each.getValue(), next);
      }
    }
    seen = states;
    keepDefault(next).ifPresent(remarks::add);
    served = next;
    return found(remarks);
  }

  private Found found(List<Refusal> remarks) {
    refused.values().forEach(each -> remarks.add(each.refusal()));
    return new Found(served.values().stream().map(Served::model).toList(), remarks);
  }

  private static Map<Path, FolderState> states(List<Path> folders) {
    Map<Path, FolderState> states = new TreeMap<>();
    for (Path folder : folders) {
      try {
        FolderState.of(folder).ifPresent(state -> states.put(folder, state));
      } catch (IOException e) {
        states.put(folder, new FolderState("", Map.of("", e.toString())));
      }
    }
    return states;
  }

  private boolean isToBeTried(Path folder, FolderState state, boolean atOnce, boolean moved) {
    Optional<Served> before = Optional.ofNullable(served.get(folder));
    if (before.filter(each -> each.manifest().equals(state.manifest())).isPresent()) {
      refused.remove(folder);
      return false;
    }
    Optional<Refused> known =
        Optional.ofNullable(refused.get(folder)).filter(each -> each.state().equals(state));
    if (known.isPresent()) {
      return moved && known.get().refusal().flaw() == Flaw.TWICE; // the other may be gone
    }
    return atOnce || state.equals(seen.get(folder));
  }

  private void attempt(Path folder, FolderState state, Map<Path, Served> next) {
    String name = UNKNOWN;
    try {
      Bundle bundle = Bundle.open(new BundleLocation.Folder(folder), trust);
      name = bundle.manifest().name();
      requireAlone(bundle, folder, next);
      LentModel model = new LentModel(loader.load(bundle));
      next.put(folder, new Served(state.manifest(), model));
      refused.remove(folder);
    } catch (BundleException e) {
      refused.put(folder, refused(folder, state, name, e.flaw(), e.getMessage()));
    } catch (RuntimeException | OutOfMemoryError e) { // whatever one bundle does, others are served
      String sentence = "%s cannot be loaded: %s; export the bundle again.".formatted(folder, e);
      refused.put(folder, refused(folder, state, name, Flaw.RUNTIME, sentence));
    }
  }

  /** Callers of the health check need not learn where on this machine the folder is. */
  private Refused refused(Path folder, FolderState state, String name, Flaw flaw, String sentence) {
    return new Refused(
        state, new Refusal(shown(folder), name, flaw, sentence.replace(root + File.separator, "")));
  }

  private String shown(Path folder) {
    String relative = root.relativize(folder).toString();
    return relative.isEmpty() ? "." : relative;
  }

  private void requireAlone(Bundle bundle, Path folder, Map<Path, Served> next) {
    String versioned = bundle.manifest().versioned();
    for (Map.Entry<Path, Served> other : next.entrySet()) {
      if (!other.getKey().equals(folder)
          && ModelSet.versioned(other.getValue().model()).equals(versioned)) {
        throw new BundleException(
            Flaw.TWICE,
            "facet.bundles holds %s twice, in %s and again in %s; remove one of them."
                .formatted(versioned, other.getKey(), folder));
      }
    }
  }

  /** Puts the default model back when its folder is gone and nothing else is called the same. */
  private Optional<Refusal> keepDefault(Map<Path, Served> next) {
    Optional<String> name = choice.name();
    if (name.isEmpty() || next.values().stream().anyMatch(each -> each.isCalled(name.get()))) {
      return Optional.empty();
    }
    Collection<Map.Entry<Path, Served>> gone =
        served.entrySet().stream().filter(each -> each.getValue().isCalled(name.get())).toList();
    gone.forEach(each -> next.put(each.getKey(), each.getValue()));
    return gone.stream()
        .findFirst()
        .map(
            each ->
                new Refusal(
                    shown(each.getKey()),
                    each.getValue().name(),
                    Flaw.REMOVED,
                    "The bundle is gone, but %s is the default model and nothing can answer in its place: it is served until something can."
                        .formatted(name.get())));
  }
}
