package dev.facet.bench.serving.capacity;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** Values of the last seconds, of which the mean or the largest is asked. */
final class Recent {
  private record At(double time, double value) {}

  private final double longest;
  private final Deque<At> values = new ArrayDeque<>();

  /** Remembers values for a time in seconds. */
  Recent(double longest) {
    this.longest = longest;
  }

  void add(double time, double value) {
    values.addLast(new At(time, value));
    while (values.getFirst().time() <= time - longest - 1e-9) {
      values.removeFirst();
    }
  }

  /** The mean since a time before the last value; of the values there are, if they are younger. */
  double mean(double window) {
    double sum = 0;
    int count = 0;
    double since = values.isEmpty() ? 0 : values.getLast().time() - window + 1e-9;
    for (Iterator<At> back = values.descendingIterator(); back.hasNext(); ) {
      At one = back.next();
      if (one.time() <= since) {
        break;
      }
      sum += one.value();
      count++;
    }
    return count == 0 ? 0 : sum / count;
  }

  double largest() {
    return values.stream().mapToDouble(At::value).max().orElse(0);
  }
}
