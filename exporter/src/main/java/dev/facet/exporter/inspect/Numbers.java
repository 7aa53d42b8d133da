package dev.facet.exporter.inspect;

import java.util.Locale;

/** Numbers as people read them, in every locale alike. */
public final class Numbers {
  private static final String[] PREFIXES = {"", " k", " M", " G", " T", " P", " E"};

  private Numbers() {}

  /** Such as {@code 2,083,112}. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Three digits with a prefix, such as {@code 88.7 M}. */
  public static String large(long number) {
    double value = number;
    int prefix = 0;
    while (value >= 999.5) {
      value /= 1e3;
      prefix++;
    }
    String form = prefix == 0 || value >= 99.95 ? "%.0f" : value >= 9.995 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, form, value) + PREFIXES[prefix];
  }

  /** Such as {@code 7.95 MiB}; what is smaller than one in bytes. */
  public static String size(long bytes) {
    return bytes < 1 << 20
        ? count(bytes) + " bytes"
        : String.format(Locale.ROOT, "%.2f MiB", bytes / (double) (1 << 20));
  }

  /** Such as {@code 93.1 %}. */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** Milliseconds with three digits behind the point. */
  public static String milliseconds(double time) {
    return String.format(Locale.ROOT, "%.3f", time);
  }
}
