package dev.facet.trainer.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Round numbers along an axis.
 *
 * @param step between neighbours: 1, 2 or 5 times a power of ten
 * @param values from the smallest, which is at most the data's, to the largest, at least the data's
 */
record Ticks(double step, List<Double> values) {
  private static final int ABOUT = 4;

  /** Ticks that enclose a range; a range of no width is widened. */
  static Ticks around(double least, double most) {
    double width = most > least ? most - least : Math.max(Math.abs(most), 1e-9);
    double rough = width / ABOUT;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step =
        power * (rough / power < 1.5 ? 1 : rough / power < 3.5 ? 2 : rough / power < 7.5 ? 5 : 10);
    long first = (long) Math.floor(least / step + 1e-9);
    long last = Math.max(first + 1, (long) Math.ceil(most / step - 1e-9));
    List<Double> values = new ArrayList<>();
    for (long i = first; i <= last; i++) {
      values.add(i * step);
    }
    return new Ticks(step, List.copyOf(values));
  }

  double least() {
    return values.getFirst();
  }

  double most() {
    return values.getLast();
  }

  /** A tick's number with as many digits as the step needs, and no more. */
  String label(double value) {
    if (step < 1e-3) {
      return value == 0 ? "0" : String.format(Locale.ROOT, "%.1e", value);
    }
    int digits = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
