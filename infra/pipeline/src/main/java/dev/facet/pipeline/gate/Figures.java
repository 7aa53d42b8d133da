package dev.facet.pipeline.gate;

import java.util.Locale;

/** Numbers as tables and sentences show them. */
public final class Figures {
  private Figures() {}

  /** A fraction as percent with two digits. */
  public static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * fraction);
  }

  /** A difference of fractions in points, with its sign. */
  public static String points(double difference) {
    return String.format(Locale.ROOT, "%+.2f points", 100 * difference);
  }

  /** With three digits that count. */
  public static String number(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }

  /** Milliseconds with two digits. */
  public static String milliseconds(double value) {
    return String.format(Locale.ROOT, "%.2f ms", value);
  }
}
