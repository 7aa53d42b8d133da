package dev.facet.exporter.quantize;

import java.util.Locale;

/** How a range is chosen from the numbers that an activation took. */
public enum RangeMethod {
  /** All numbers fit; one stray number makes every step coarse. */
  MIN_MAX {
    @Override
    Range choose(Histogram seen) {
      return Range.of(seen.low(), seen.high());
    }
  },
  /** All but one number in ten thousand at either end fit. */
  PERCENTILE {
    @Override
    Range choose(Histogram seen) {
      double low = seen.low() < 0 ? Math.max(seen.low(), seen.quantile(STRAY)) : seen.low();
      return Range.of(low, seen.quantile(1 - STRAY));
    }
  },
  /** What keeps most of the distribution, see {@link EntropyRange}. */
  ENTROPY {
    @Override
    Range choose(Histogram seen) {
      return EntropyRange.choose(seen);
    }
  };

  private static final double STRAY = 1e-4;

  /** The range for numbers that were counted. */
  abstract Range choose(Histogram seen);

  /** How the method is called on the command line, such as {@code min-max}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
