package dev.facet.bench.serving.throughput;

import dev.facet.bench.serving.process.BenchException;

/** Lists of processors as Linux writes them. */
final class Processors {
  private Processors() {}

  /**
   * How many a list names.
   *
   * @param list such as {@code 0-3,6}
   */
  static int count(String list) {
    int count = 0;
    for (String range : list.split(",", -1)) {
      if (!range.matches("\\d{1,4}(-\\d{1,4})?")) {
        throw new BenchException("Processors are named like 0-3,6, found '%s'.".formatted(list));
      }
      String[] ends = range.split("-", -1);
      count += Integer.parseInt(ends[ends.length - 1]) - Integer.parseInt(ends[0]) + 1;
    }
    return count;
  }
}
