package dev.facet.trainer.evaluate;

import dev.facet.trainer.data.DataException;
import dev.facet.trainer.evaluate.statistics.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * Compares recipes by runs that differ in their seeds: for each recipe the mean over its runs,
 * their standard deviation (of a sample, with n - 1) and their range. The same seeds in two recipes
 * also give the difference seed by seed, which leaves out what a seed does to both alike.
 */
public final class Comparison {
  /**
   * A run with its evaluation.
   *
   * @param recipe name of its recipe
   * @param seed of the run
   * @param metrics on the partition that is compared
   */
  public record Entry(String recipe, long seed, Metrics metrics) {}

  private final Map<String, Map<Long, Metrics>> recipes = new LinkedHashMap<>();

  /**
   * Groups the runs by recipe, in the order in which recipes first appear.
   *
   * @throws DataException if there are no runs or one recipe has a seed twice
   */
  public Comparison(List<Entry> entries) {
    if (entries.isEmpty()) {
      throw new DataException("Name at least one run to compare.");
    }
    for (Entry entry : entries) {
      Map<Long, Metrics> runs =
          recipes.computeIfAbsent(entry.recipe(), recipe -> new LinkedHashMap<>());
      if (runs.put(entry.seed(), entry.metrics()) != null) {
        throw new DataException(
            "Two runs of recipe %s have seed %d: compare runs with different seeds."
                .formatted(entry.recipe(), entry.seed()));
      }
    }
  }

  /** The spread of a number over the runs of each recipe. */
  public Map<String, Spread> spreads(ToDoubleFunction<Metrics> number) {
    Map<String, Spread> spreads = new LinkedHashMap<>();
    recipes.forEach(
        (recipe, runs) ->
            spreads.put(
                recipe, Spread.of(runs.values().stream().map(number::applyAsDouble).toList())));
    return spreads;
  }

  /** The difference of two recipes, seed by seed; empty if they share no seed. */
  private List<Double> differences(String recipe, String other, ToDoubleFunction<Metrics> number) {
    Map<Long, Metrics> mine = recipes.get(recipe);
    Map<Long, Metrics> theirs = recipes.get(other);
    List<Double> differences = new ArrayList<>();
    for (long seed : new TreeSet<>(mine.keySet())) {
      if (theirs.containsKey(seed)) {
        differences.add(
            number.applyAsDouble(mine.get(seed)) - number.applyAsDouble(theirs.get(seed)));
      }
    }
    return differences;
  }

  /** A table for the terminal; differences are to the first recipe. */
  public String table() {
    StringBuilder out = new StringBuilder();
    line(
        out, "recipe", "runs", "accuracy", "sd", "range", "balanced", "avg. prec.", "to the first");
    out.append("-".repeat(98)).append('\n');
    ToDoubleFunction<Metrics> accuracy = metrics -> metrics.means().accuracy();
    Map<String, Spread> accuracies = spreads(accuracy);
    Map<String, Spread> balanced = spreads(m -> m.means().balancedAccuracy().orElse(Double.NaN));
    Map<String, Spread> precision = spreads(m -> m.means().averagePrecision().orElse(Double.NaN));
    String first = recipes.keySet().iterator().next();
    for (String recipe : recipes.keySet()) {
      Spread spread = accuracies.get(recipe);
      List<Double> differences =
          recipe.equals(first) ? List.of() : differences(recipe, first, accuracy);
      line(
          out,
          recipe,
          Integer.toString(spread.count()),
          percent(spread.mean()),
          percent(spread.deviation()),
          percent(spread.least()) + " - " + percent(spread.most()),
          percent(balanced.get(recipe).mean()),
          percent(precision.get(recipe).mean()),
          differences.isEmpty() ? "" : signed(Spread.of(differences)));
    }
    return out.append(
            "\nMeans over runs in percent; sd: standard deviation over runs. Differences: mean and"
                + "\nstandard deviation over the seeds that both recipes have.\n")
        .toString();
  }

  private static void line(StringBuilder out, String... cells) {
    out.append(
        String.format(Locale.ROOT, "%-20s %4s %9s %6s %15s %9s %10s %16s%n", (Object[]) cells));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f", 100 * share);
  }

  private static String signed(Spread spread) {
    return String.format(
        Locale.ROOT, "%+.2f +/- %.2f", 100 * spread.mean(), 100 * spread.deviation());
  }
}
