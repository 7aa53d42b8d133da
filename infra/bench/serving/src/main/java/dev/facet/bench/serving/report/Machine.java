package dev.facet.bench.serving.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a benchmark ran on. */
final class Machine {
  private Machine() {}

  /** A line without names of machines or folders. */
  static String description() {
    return "%d processors (%s), %.0f GiB, Java %s, load average before the start %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            field("/proc/cpuinfo", "model name"),
            Double.parseDouble(field("/proc/meminfo", "MemTotal").replaceAll("\\D", ""))
                / (1 << 20),
            System.getProperty("java.version"),
            lines("/proc/loadavg").getFirst().split(" ", 2)[0]);
  }

  private static String field(String file, String name) {
    return lines(file).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("0");
  }

  private static List<String> lines(String file) {
    try {
      return Files.readAllLines(Path.of(file));
    } catch (IOException e) {
      return List.of("0");
    }
  }
}
