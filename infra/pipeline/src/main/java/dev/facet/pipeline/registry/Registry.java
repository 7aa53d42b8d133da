package dev.facet.pipeline.registry;

import dev.facet.pipeline.Digests;
import dev.facet.pipeline.Folders;
import dev.facet.pipeline.Json;
import dev.facet.pipeline.PipelineException;
import dev.facet.pipeline.registry.Releases.Release;
import dev.facet.pipeline.registry.Releases.State;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A folder of published models, which an object store can hold as it is:
 *
 * <pre>{@code
 * bundles/NAME/VERSION/    every published bundle; never changed
 * served/NAME/VERSION/     the one that functions serve (facet.bundles=REGISTRY/served)
 * canary/NAME/VERSION/     the one that is tried, while it is
 * evidence/NAME/VERSION/   how it was judged, and its run without the checkpoint
 * releases/NAME.json       what is served, what was, what was refused and why
 * oci/                     an OCI image layout with a tag NAME-VERSION for each bundle
 * }</pre>
 *
 * One process changes it at a time.
 */
public final class Registry implements AutoCloseable {
  private final Path root;
  private final Clock clock;
  private final FileChannel lock;

  private Registry(Path root, Clock clock, FileChannel lock) {
    this.root = root;
    this.clock = clock;
    this.lock = lock;
  }

  /**
   * Opens a registry, which is made if there is none.
   *
   * @throws PipelineException if another process changes it, or it cannot be written
   */
  public static Registry open(Path root, Clock clock) {
    try {
      Files.createDirectories(root);
      FileChannel channel =
          FileChannel.open(
              root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        throw new PipelineException(
            "%s is being changed by another pipeline: wait until it has ended.".formatted(root));
      }
      return new Registry(root, clock, channel);
    } catch (IOException e) {
      throw new PipelineException("%s cannot be written (%s).".formatted(root, e), e);
    }
  }

  /** The history of a model. */
  public Releases releases(String name) {
    return releases(root, name);
  }

  /** The history of a model, for those who only read. */
  public static Releases releases(Path root, String name) {
    Path file = root.resolve("releases").resolve(name + ".json");
    if (!Files.isRegularFile(file)) {
      return Releases.none(name);
    }
    Releases releases = Json.read(file, Releases.class);
    if (!Releases.FORMAT.equals(releases.format())) {
      throw new PipelineException(
          "%s has format %s, but this version of Facet reads %s."
              .formatted(file, releases.format(), Releases.FORMAT));
    }
    return releases;
  }

  /** A published bundle. */
  public Path bundle(String name, String version) {
    return root.resolve("bundles").resolve(name).resolve(version);
  }

  /** How a published bundle was judged. */
  public Path evidence(String name, String version) {
    return root.resolve("evidence").resolve(name).resolve(version);
  }

  /** What functions serve. */
  public Path served() {
    return root.resolve("served");
  }

  /** What is tried. */
  public Path canary() {
    return root.resolve("canary");
  }

  /** The versions that are taken. */
  public List<String> versions(String name) {
    return releases(name).releases().stream().map(Release::version).toList();
  }

  /**
   * Puts a bundle and how it was judged into the registry. Doing it again changes nothing.
   *
   * @throws PipelineException if the version is there with another content
   */
  public Release publish(String name, String version, Path bundle, Path evidence, Inputs inputs) {
    String manifest = Digests.of(bundle.resolve(BundleFacts.MANIFEST));
    Optional<Release> known = releases(name).release(version);
    if (known.isPresent() && !known.orElseThrow().manifest().equals(manifest)) {
      throw new PipelineException(
          "%s %s is published with another content: a version never changes, so take another one."
              .formatted(name, version));
    }
    Path waiting = root.resolve(".waiting");
    Folders.copy(evidence, evidence(name, version), waiting);
    Folders.copy(bundle, bundle(name, version), waiting);
    String image = new OciLayout(root.resolve("oci")).add(name, version, bundle(name, version));
    return known.orElseGet(
        () -> {
          Release release =
              new Release(
                  version, State.PUBLISHED, manifest, image, inputs, now(), "It passed the gate.");
          write(releases(name).with(release));
          return release;
        });
  }

  /** Offers a published version to a canary's function. */
  public void tryOut(String name, String version) {
    Folders.delete(canary().resolve(name));
    Folders.copy(
        bundle(name, version), canary().resolve(name).resolve(version), root.resolve(".waiting"));
    Releases all = releases(name);
    write(
        all.with(
            required(all, version).to(State.CANARY, now(), "It answers a share of the pictures.")));
  }

  /** Takes a version back that was tried. */
  public void takeBack(String name, String version, String why) {
    Releases all = releases(name);
    write(all.with(required(all, version).to(State.ROLLED_BACK, now(), why)));
    Folders.delete(canary().resolve(name));
  }

  /** Serves a published version in place of the one that is served. */
  public void promote(String name, String version, String why) {
    serve(
        name,
        version,
        why,
        old -> old.to(State.REPLACED, now(), "%s replaced it.".formatted(version)));
  }

  /** Serves a version again, because the one that is served is bad. */
  public void rollBack(String name, String version, String why) {
    serve(name, version, why, old -> old.to(State.ROLLED_BACK, now(), why));
  }

  private void serve(String name, String version, String why, UnaryOperator<Release> before) {
    Releases all = releases(name);
    Path folder = served().resolve(name);
    Folders.copy(bundle(name, version), folder.resolve(version), root.resolve(".waiting"));
    write(all.serving(required(all, version).to(State.SERVED, now(), why), before));
    // the new one first: a function that looks in between finds both, and never none
    for (Path other : versionsIn(folder)) {
      if (!other.getFileName().toString().equals(version)) {
        Folders.delete(other);
      }
    }
    Folders.delete(canary().resolve(name));
  }

  /** Remembers what was stopped. */
  public void refuse(String name, Inputs inputs, String step, List<String> reasons) {
    Releases all = releases(name);
    write(all.with(new Releases.Refusal(inputs, all.served(), step, now(), reasons)));
  }

  private static List<Path> versionsIn(Path folder) {
    try (var all = Files.list(folder)) {
      return all.filter(Files::isDirectory).toList();
    } catch (IOException e) {
      throw new PipelineException("%s cannot be read (%s).".formatted(folder, e), e);
    }
  }

  private Release required(Releases all, String version) {
    return all.release(version)
        .orElseThrow(
            () ->
                new PipelineException(
                    "%s has no version %s of %s: choose one of %s."
                        .formatted(root, version, all.name(), versions(all.name()))));
  }

  private void write(Releases releases) {
    Json.write(root.resolve("releases").resolve(releases.name() + ".json"), releases);
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new PipelineException("%s cannot be closed (%s).".formatted(root, e), e);
    }
  }
}
