package dev.facet.bench.serving.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program of others that a benchmark needs.
 *
 * @param name of its file
 * @param installation the command that installs it
 */
public record Program(String name, String installation) {
  /** Sends requests in a closed loop. */
  public static final Program WRK = new Program("wrk", "apt-get install wrk");

  /** Sends requests at a rate, whatever the answers. */
  public static final Program VEGETA =
      new Program("vegeta", "go install github.com/tsenart/vegeta/v12@v12.12.0");

  /** Stands before replicas. */
  public static final Program HAPROXY = new Program("haproxy", "apt-get install haproxy");

  /** Keeps a process on some processors. */
  public static final Program TASKSET = new Program("taskset", "apt-get install util-linux");

  /** Runs the peer that is written in Python. */
  public static final Program PYTHON =
      new Program("python3", "apt-get install python3 python3-venv");

  /**
   * Where it is.
   *
   * @throws BenchException when it is not installed; names the command that installs it
   */
  public Path file() {
    String home = System.getProperty("user.home");
    return Stream.concat(
            Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)),
            Stream.of(home + "/go/bin", "/usr/local/bin", "/usr/bin", "/usr/sbin"))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new BenchException(
                    "%s is not installed, which this benchmark needs: install it with `%s`."
                        .formatted(name, installation)));
  }

  /** The Java that runs the benchmark, which also runs what it measures. */
  public static Path java() {
    return ofJdk("java");
  }

  /** A program of the JDK that runs the benchmark. */
  public static Path ofJdk(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name);
  }

  /**
   * A command that runs on some processors only.
   *
   * @param processors such as {@code 0} or {@code 0-1,3}; empty leaves the command as it is
   */
  public static List<String> pinned(String processors, List<String> command) {
    if (processors.isEmpty()) {
      return command;
    }
    return Stream.concat(Stream.of(TASKSET.file().toString(), "-c", processors), command.stream())
        .toList();
  }
}
