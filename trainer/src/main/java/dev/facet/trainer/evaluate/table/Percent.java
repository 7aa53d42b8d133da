package dev.facet.trainer.evaluate.table;

import java.util.Locale;
import java.util.OptionalDouble;

/** Fractions in percent with two digits after the point, the same in every locale. */
public final class Percent {
  /** Stands for a number that is undefined or could not be measured. */
  public static final String UNDEFINED = "–";

  private Percent() {}

  /** A fraction such as 0.1234 as {@code 12.34}. */
  public static String of(double fraction) {
    return String.format(Locale.ROOT, "%.2f", 100 * fraction);
  }

  /** The same, or {@link #UNDEFINED}. */
  public static String of(OptionalDouble fraction) {
    return fraction.isPresent() ? of(fraction.getAsDouble()) : UNDEFINED;
  }

  /** A difference of fractions with its sign, such as {@code +1.20}. */
  public static String signed(double fraction) {
    return String.format(Locale.ROOT, "%+.2f", 100 * fraction);
  }
}
