package dev.facet.bench.serving.rehearsal;

import dev.facet.bench.serving.process.BenchException;
import java.util.Arrays;
import java.util.List;

/**
 * HAProxy's answer to {@code show stat}: lines of comma-separated values under a heading.
 *
 * @see <a href="https://docs.haproxy.org/2.6/management.html#9.1">HAProxy's management guide,
 *     9.1</a>
 */
record ProxyTable(List<String> lines) {
  static ProxyTable of(String answer) {
    return new ProxyTable(answer.lines().filter(line -> !line.isBlank()).toList());
  }

  /** Requests of all replicas, those that wait for one included. */
  int inFlight() {
    return number("replicas", "BACKEND", "scur");
  }

  /** Requests of one replica. */
  int inFlight(int place) {
    return number("replicas", ProxyConfiguration.place(place), "scur");
  }

  private int number(String proxy, String server, String column) {
    int index = lines.isEmpty() ? -1 : Arrays.asList(cells(lines.getFirst())).indexOf(column);
    return lines.stream()
        .map(ProxyTable::cells)
        .filter(cells -> cells.length > 1 && cells[0].equals(proxy) && cells[1].equals(server))
        .filter(cells -> index >= 0 && index < cells.length && cells[index].matches("\\d+"))
        .mapToInt(cells -> Integer.parseInt(cells[index]))
        .findFirst()
        .orElseThrow(
            () ->
                new BenchException(
                    "HAProxy does not tell %s of %s/%s.".formatted(column, proxy, server)));
  }

  private static String[] cells(String line) {
    return line.replaceFirst("^# ", "").split(",", -1);
  }
}
