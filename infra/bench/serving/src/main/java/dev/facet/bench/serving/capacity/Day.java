package dev.facet.bench.serving.capacity;

import dev.facet.bench.serving.process.BenchException;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Requests of a recorded day.
 *
 * @param counts requests of each of the equal parts of the day, in order
 */
public record Day(List<Integer> counts) {
  /** Checks that there is traffic. */
  public Day {
    counts = List.copyOf(counts);
    if (counts.stream().mapToInt(Integer::intValue).sum() < 1 || counts.contains(-1)) {
      throw new IllegalArgumentException("a day must have at least one request");
    }
  }

  /**
   * Reads lines of {@code time,count}; those that begin with # and the heading are passed over.
   *
   * @param name how a sentence calls it
   * @throws BenchException when a line is something else
   */
  public static Day read(String name, BufferedReader lines) {
    List<Integer> counts = new ArrayList<>();
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("#") || line.startsWith("time,") || line.isBlank()) {
          continue;
        }
        counts.add(count(name, line));
      }
    } catch (IOException e) {
      throw new BenchException("The recorded day %s cannot be read.".formatted(name), e);
    }
    if (counts.stream().allMatch(count -> count == 0)) {
      throw new BenchException("The recorded day %s has no requests.".formatted(name));
    }
    return new Day(counts);
  }

  private static int count(String name, String line) {
    String[] cells = line.split(",", -1);
    if (cells.length != 2 || !cells[1].matches("\\d{1,9}")) {
      throw new BenchException(
          "The recorded day %s has the line '%s': write time,count with a whole count."
              .formatted(name, line));
    }
    return Integer.parseInt(cells[1]);
  }

  /** Requests of the fullest hour divided by its seconds, if the day took {@code seconds}. */
  public double busiestRate(double seconds) {
    int hour = Math.max(1, counts.size() / 24);
    int most = 0;
    for (int i = 0; i + hour <= counts.size(); i++) {
      most = Math.max(most, counts.subList(i, i + hour).stream().mapToInt(one -> one).sum());
    }
    return most / (hour * seconds / counts.size());
  }

  /**
   * Requests of a day that is squeezed: a Poisson process whose rate follows the counts, of
   * pictures that take half to one and a half times as long as the mean to arrive.
   *
   * @param seconds how long the squeezed day takes
   * @param busiest requests a second in its fullest hour
   * @param upload mean time of a picture over its sender's link in seconds
   * @return in the order of their times
   */
  public List<Arrival> arrivals(double seconds, double busiest, double upload, long seed) {
    Random random = new Random(seed);
    double part = seconds / counts.size();
    double share = busiest / busiestRate(seconds);
    List<Arrival> arrivals = new ArrayList<>();
    for (int i = 0; i < counts.size(); i++) {
      double rate = counts.get(i) * share / part;
      double time = 0;
      while (rate > 0) {
        time -= Math.log(1 - random.nextDouble()) / rate;
        if (time >= part) {
          break;
        }
        arrivals.add(new Arrival(i * part + time, upload * (0.5 + random.nextDouble())));
      }
    }
    return List.copyOf(arrivals);
  }
}
