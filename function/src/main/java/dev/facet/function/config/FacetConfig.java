package dev.facet.function.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What can be configured: keys of the form {@code facet.queue-deadline} in {@code
 * application.properties}, as {@code -Dfacet.queue-deadline=5s} or in the environment as {@code
 * FACET_QUEUE_DEADLINE=5s}. A key below {@code facet} that is not here is an error at start.
 */
@ConfigMapping(prefix = "facet")
public interface FacetConfig extends AccessConfig {
  /**
   * The folder with the bundles to serve, {@code <name>/<version>/} each, or the folder of a single
   * bundle. Without it the shipped bundle is served.
   */
  Optional<Path> bundles();

  /** The model that answers when a request names none; needed when there are several. */
  Optional<String> model();

  /**
   * How often the folder of bundles is looked at for new, changed and removed ones; never without
   * it. A bundle that cannot be served leaves what is served as it is.
   */
  Optional<Duration> watch();

  /**
   * Which form of the models is served: by default float32 on processors, and on a GPU the form
   * that was exported for it if there is one. A bundle has the int8 form if it was exported with
   * it.
   */
  Optional<Precision> precision();

  /** What networks run on. Only a build for GPUs tries them. */
  @WithDefault("auto")
  Device device();

  /** How a GPU is used. */
  Cuda cuda();

  /**
   * A file with a public Ed25519 key in PEM. With it, only bundles that were signed with its
   * private key are served; the shipped one is a part of the function and needs no signature.
   */
  Optional<Path> signatureKey();

  /** What one request may cost. */
  Limits limits();

  /** How many images or batches are in work at the same time; by default one a processor. */
  OptionalInt concurrency();

  /** How many threads decode and infer: {@link #concurrency}, or as many as processors. */
  static int callers(FacetConfig config) {
    return config.concurrency().orElseGet(() -> Runtime.getRuntime().availableProcessors());
  }

  /** How images of different requests share a run of their model. */
  Batch batch();

  /** How many requests may wait besides those in work; the next one is answered 503. */
  @WithDefault("256")
  int queue();

  /** How long a request waits for its turn before it is answered 503. */
  @WithDefault("10s")
  Duration queueDeadline();

  /** How long the body of a request may take to arrive before it is answered 408. */
  @WithDefault("30s")
  Duration uploadDeadline();

  /** How images share a run of their model, which they do only while all threads are busy. */
  interface Batch {
    /** The most images of one run. */
    @WithDefault("4")
    int size();

    /** How long a batch that is not full waits for more images. */
    @WithDefault("0s")
    Duration delay();
  }

  /** How events are answered. */
  Events events();

  /** How events are answered. */
  interface Events {
    /** Who answers events: the source of each event that the function sends. */
    @WithDefault("/facet")
    URI source();
  }

  /** What one request may cost. */
  interface Limits {
    /** The most bytes of a body. */
    @WithDefault("20M")
    MemorySize body();

    /**
     * The most pixels of one image. The default lets the 24-megapixel pictures of common cameras
     * pass, which take about a quarter of a second to decode.
     */
    @WithDefault("25000000")
    long pixels();

    /** The most pixels of all images of one request together. */
    @WithDefault("100000000")
    long requestPixels();

    /** The most images of one request. */
    @WithDefault("64")
    int images();

    /**
     * The most memory that the bodies of all requests take at one time; by default a third of the
     * heap. Further bodies are left in the network until there is room.
     */
    Optional<MemorySize> memory();
  }

  /** How a GPU is used. */
  interface Cuda {
    /** Its number, from 0. */
    @WithDefault("0")
    int deviceId();

    /** The most memory that ONNX Runtime takes of it for each model; by default all. */
    Optional<MemorySize> memoryLimit();

    /** By how much that memory grows. */
    @WithDefault("as-requested")
    ArenaGrowth arena();

    /** How algorithms for convolutions are found. */
    @WithDefault("heuristic")
    ConvSearch convSearch();
  }
}
