package dev.facet.trainer.rule;

/**
 * The rules that numbers of many classes share. Each refuses what breaks it with an {@link
 * IllegalArgumentException} that has the number's name, the rule and what was found.
 */
public final class Rules {
  private Rules() {}

  /** A finite number above 0. */
  public static void positive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw broken(name, "a number above 0", value);
    }
  }

  /** A whole number of at least 1. */
  public static void atLeastOne(String name, long value) {
    if (value < 1) {
      throw broken(name, "a whole number of at least 1", value);
    }
  }

  /** A whole number of at least 0. */
  public static void count(String name, long value) {
    if (value < 0) {
      throw broken(name, "a whole number of at least 0", value);
    }
  }

  /** An odd whole number of at least 1, as the extent of a kernel with a middle is. */
  public static void odd(String name, int value) {
    if (value < 1 || value % 2 == 0) {
      throw broken(name, "odd and positive", value);
    }
  }

  /** A finite number of 0 or more. */
  public static void notNegative(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw broken(name, "a number of 0 or more", value);
    }
  }

  /** A number in 0..1 without 1. */
  public static void share(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw broken(name, "in 0..1 without 1", value);
    }
  }

  private static IllegalArgumentException broken(String name, String rule, Number value) {
    return new IllegalArgumentException("%s must be %s, found %s".formatted(name, rule, value));
  }
}
