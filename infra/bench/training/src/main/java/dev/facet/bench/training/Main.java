package dev.facet.bench.training;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compares how many images a second Facet and PyTorch train, in bursts that take turns. */
@Command(
    name = "facet-bench-training",
    description = "Trains one network in Facet and in PyTorch, burst by burst in turn.",
    mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {
  /**
   * PyTorch's best: a freed block stays with the process. Its threads wait actively, as they do by
   * default: sleeping instead made it slower.
   */
  private static final Map<String, String> PYTORCH =
      Map.of(
          "OMP_NUM_THREADS", Integer.toString(Runtime.getRuntime().availableProcessors()),
          "MALLOC_MMAP_THRESHOLD_", "4000000000",
          "MALLOC_TRIM_THRESHOLD_", "4000000000",
          "MALLOC_TOP_PAD_", "268435456");

  @Option(names = "--case", defaultValue = "SMALL", description = "SMALL or PAPER.")
  private Case which;

  @Option(names = "--pairs", defaultValue = "10", description = "Bursts of each side.")
  private int pairs;

  @Option(names = "--steps", defaultValue = "20", description = "Steps of a burst.")
  private int steps;

  @Option(names = "--warm-up", defaultValue = "40", description = "Steps before the first burst.")
  private int warmUp;

  @Option(
      names = "--facet-environment",
      paramLabel = "NAME=VALUE",
      description = "Set a variable of Facet's process, which wins over the launcher's.")
  private Map<String, String> facetEnvironment = Map.of();

  @Option(
      names = "--pytorch-environment",
      paramLabel = "NAME=VALUE",
      description = "Set or replace a variable of PyTorch's process.")
  private Map<String, String> environment = Map.of();

  private final PrintStream output = System.out;

  /** Runs the comparison. */
  public static void main(String... arguments) {
    System.exit(
        new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createTempDirectory("facet-bench");
    try {
      Faces.draw(which, folder.resolve("drawn"), folder.resolve("faces.bin"));
      return compare(folder);
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private int compare(Path folder) throws IOException {
    Map<String, String> pytorchEnvironment = new java.util.HashMap<>(PYTORCH);
    pytorchEnvironment.putAll(environment);
    String threads = Integer.toString(Runtime.getRuntime().availableProcessors());
    try (Runner facet = new Runner("facet", which, folder, facetEnvironment, List.of("-Xmx1g"));
        Runner pytorch =
            new Runner(
                "pytorch",
                which,
                folder,
                pytorchEnvironment,
                List.of(
                    "--enable-native-access=ALL-UNNAMED",
                    "-XX:+UseSerialGC",
                    "-Xmx1g",
                    "-Dai.djl.pytorch.num_threads=" + threads))) {
      output.printf(
          "%s: %dx%d, batch %d, %,d and %,d parameters%n",
          which,
          which.height(),
          which.width(),
          which.batch(),
          facet.parameterCount(),
          pytorch.parameterCount());
      output.printf("A: %s%nB: %s%n", facet.engine(), pytorch.engine());
      if (facet.parameterCount() != pytorch.parameterCount()) {
        output.println("The networks differ: nothing is compared.");
        return 1;
      }
      return compare(facet, pytorch);
    }
  }

  private int compare(Runner facet, Runner pytorch) throws IOException {
    double firstFacet = facet.run(1).loss();
    double firstPytorch = pytorch.run(1).loss();
    output.printf("loss of the first step: %.4f and %.4f%n", firstFacet, firstPytorch);
    facet.run(warmUp);
    pytorch.run(warmUp);
    output.println("pair  Facet img/s  PyTorch img/s  ratio   loss A   loss B  AdamW ms A, B");
    List<Double> ratios = new ArrayList<>();
    List<Double> speeds = new ArrayList<>();
    List<Double> rivals = new ArrayList<>();
    Runner.Burst a = null;
    Runner.Burst b = null;
    for (int pair = 1; pair <= pairs; pair++) {
      // who goes first changes, so that neither always follows the other
      if (pair % 2 == 1) {
        a = facet.run(steps);
        b = pytorch.run(steps);
      } else {
        b = pytorch.run(steps);
        a = facet.run(steps);
      }
      double speed = steps * which.batch() / a.seconds();
      double rival = steps * which.batch() / b.seconds();
      speeds.add(speed);
      rivals.add(rival);
      ratios.add(speed / rival);
      output.printf(
          "%4d  %11.1f  %13.1f  %5.3f  %7.4f  %7.4f  %6.1f %6.1f%n",
          pair,
          speed,
          rival,
          speed / rival,
          a.loss(),
          b.loss(),
          a.optimizerSeconds() * 1e3 / steps,
          b.optimizerSeconds() * 1e3 / steps);
    }
    output.printf(
        "median: %.1f and %.1f images/s, ratio %.3f (%.3f to %.3f)%n",
        median(speeds),
        median(rivals),
        median(ratios),
        ratios.stream().mapToDouble(each -> each).min().orElse(0),
        ratios.stream().mapToDouble(each -> each).max().orElse(0));
    output.printf(
        "peak resident memory: %d and %d MiB%n",
        a.peakKilobytes() / 1024, b.peakKilobytes() / 1024);
    boolean learned = a.loss() < firstFacet && b.loss() < firstPytorch;
    output.println(learned ? "both losses fell" : "a loss did not fall");
    return learned ? 0 : 1;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
