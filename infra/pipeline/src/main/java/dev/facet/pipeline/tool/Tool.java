package dev.facet.pipeline.tool;

import java.nio.file.Path;
import java.util.List;

/** A program of Facet's that does one thing and ends. */
@FunctionalInterface
public interface Tool {
  /**
   * Runs it to its end.
   *
   * @param arguments of its command line
   * @param log what it says goes here, after what is there already
   * @throws ToolFailure if it ends with another status than 0
   */
  void run(List<String> arguments, Path log);
}
