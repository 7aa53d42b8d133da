package dev.facet.pipeline.canary;

import java.nio.file.Path;

/** Starts functions, each with the bundles of one folder. */
@FunctionalInterface
public interface Functions {
  /**
   * Starts one and waits until it is ready.
   *
   * @param bundles the folder that it serves
   * @param log what it says goes here
   * @throws dev.facet.pipeline.tool.ToolFailure if it does not become ready
   */
  Running start(Path bundles, Path log);

  /** A function that runs until it is closed. */
  interface Running extends AutoCloseable {
    /** Where it answers. */
    Endpoint endpoint();

    @Override
    void close();
  }
}
