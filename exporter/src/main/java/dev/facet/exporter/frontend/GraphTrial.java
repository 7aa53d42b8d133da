package dev.facet.exporter.frontend;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.runtime.ChildJvm;
import dev.facet.exporter.runtime.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * Loads and runs a SameDiff graph once in a process of its own, before this one does. ND4J checks
 * few of its operators' arguments: a stride of 0 or an index beyond an array ends the process, and
 * what a file says of them cannot be told from what is meant without running it.
 */
public final class GraphTrial {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final long LEAST_MEMORY = 4L << 30;
  private static final long LEAST_HEAP = 512L << 20;

  /** How often a graph's bytes lie in memory while it is loaded: in Java and outside. */
  private static final long COPIES = 6;

  private GraphTrial() {}

  /**
   * Tries a graph. One that Java refuses passes: it will be refused in earnest too, with the
   * reason.
   *
   * @param file of the graph
   * @param outputs the variables to compute, of those that the graph has; none for its own outputs
   * @throws ExportException if ND4J breaks down on it, or it takes too long or too much memory
   */
  public static void require(Path file, List<String> outputs) throws IOException {
    long memory = COPIES * Files.size(file);
    List<String> arguments = new ArrayList<>(List.of(file.toAbsolutePath().toString()));
    arguments.addAll(outputs);
    ChildJvm process =
        new ChildJvm(LIMIT, LEAST_MEMORY + memory, flags(Math.max(LEAST_HEAP, memory)));
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      process
          .run(GraphTrial.class, folder.path(), arguments)
          .complaint("ND4J")
          .ifPresent(
              complaint -> {
                throw new ExportException(
                    "%s cannot be run, %s: it is damaged, restore it or fit the network again."
                        .formatted(file, complaint));
              });
    }
  }

  private static List<String> flags(long heap) {
    List<String> flags =
        new ArrayList<>(
            List.of(
                "-Xmx" + (heap >> 20) + "m",
                "--add-modules=jdk.incubator.vector",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dorg.bytedeco.javacpp.maxbytes=0",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=0"));
    // the same native build as here
    String extension = System.getProperty("org.bytedeco.javacpp.platform.extension", "");
    if (!extension.isEmpty()) {
      flags.add("-Dorg.bytedeco.javacpp.platform.extension=" + extension);
    }
    return flags;
  }

  /** The program of the other process. */
  static void main(String... arguments) {
    try {
      SameDiff graph = SameDiff.load(Path.of(arguments[0]).toFile(), false);
      List<String> wanted = List.of(arguments).subList(1, arguments.length);
      List<String> outputs =
          wanted.isEmpty() ? graph.outputs() : wanted.stream().filter(graph::hasVariable).toList();
      new FrontEnd(OperatorTable.standard()).translate(graph, outputs);
    } catch (Exception e) {
      // ND4J throws checked exceptions that it does not declare
      return; // the same comes up where the graph is loaded in earnest
    }
  }
}
