package dev.facet.bench.serving.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a process and those that it started use, as {@code /proc} tells. */
public final class Usage {
  /** Linux counts processor time for users in hundredths of a second on every platform. */
  private static final double TICKS_A_SECOND = 100;

  private Usage() {}

  /** Processor time so far, user and system, in seconds. */
  public static double processorSeconds(Child child) {
    return child.family().mapToDouble(one -> processorSeconds(of(one.pid(), "stat"))).sum();
  }

  /** Processor time of the threads so far in seconds, summed over threads of the same name. */
  public static Map<String, Double> processorSecondsByThread(Child child) {
    Map<String, Double> seconds = new TreeMap<>();
    try (Stream<Path> threads = Files.list(of(child.pid(), "task"))) {
      for (Path thread : threads.toList()) {
        try {
          String name = Files.readString(thread.resolve("comm")).strip();
          seconds.merge(name, processorSeconds(thread.resolve("stat")), Double::sum);
        } catch (IOException gone) {
          // a thread that ended in the meantime is of no interest
        }
      }
      return seconds;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Resident memory in MB of 10^6 bytes. */
  public static double residentMegabytes(Child child) {
    return child.family().mapToDouble(one -> residentKilobytes(one.pid())).sum() * 1024 / 1e6;
  }

  /** How many descriptors are open. */
  public static int openDescriptors(Child child) {
    try (Stream<Path> descriptors = Files.list(of(child.pid(), "fd"))) {
      return Math.toIntExact(descriptors.count());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static double residentKilobytes(long pid) {
    try (Stream<String> lines = Files.lines(of(pid, "status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
          .sum();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static double processorSeconds(Path stat) {
    try {
      String line = Files.readString(stat);
      // the name of the program may hold blanks and brackets; counting starts behind it
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
      return (Double.parseDouble(fields[11]) + Double.parseDouble(fields[12])) / TICKS_A_SECOND;
    } catch (IOException e) {
      return 0; // it ended in the meantime
    }
  }

  private static Path of(long pid, String file) {
    return Path.of("/proc", Long.toString(pid), file);
  }

  private static BenchException unreadable(IOException e) {
    return new BenchException(
        "The process cannot be looked at in /proc, which this benchmark needs: %s."
            .formatted(e.getMessage()),
        e);
  }
}
