package dev.facet.function.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many requests are let through in how much time.
 *
 * @param requests at least 1
 * @param period longer than nothing
 */
public record Rate(long requests, Duration period) {
  private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,8})/([1-9]\\d{0,5})?([smh])");

  /** Checks the ranges. */
  public Rate {
    if (requests < 1) {
      throw new IllegalArgumentException("requests must be positive, found " + requests);
    }
    if (!period.isPositive()) {
      throw new IllegalArgumentException("period must be positive, found " + period);
    }
  }

  /**
   * A rate as it is written: {@code 20/s}, {@code 1000/m}, {@code 5/10s}, {@code 5000/h}.
   *
   * @throws IllegalArgumentException when the text is none
   */
  public static Rate of(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "a rate must be requests/time such as 20/s, 1000/m or 5/10s, found '" + text + "'");
    }
    long units = parts.group(2) == null ? 1 : Long.parseLong(parts.group(2));
    Duration period =
        switch (parts.group(3)) {
          case "s" -> Duration.ofSeconds(units);
          case "m" -> Duration.ofMinutes(units);
          default -> Duration.ofHours(units);
        };
    return new Rate(Long.parseLong(parts.group(1)), period);
  }
}
