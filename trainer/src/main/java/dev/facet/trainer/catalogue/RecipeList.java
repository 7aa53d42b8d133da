package dev.facet.trainer.catalogue;

import static java.util.stream.Collectors.joining;

import dev.facet.trainer.data.CelebaAttribute;
import dev.facet.trainer.network.Subjects;
import dev.facet.trainer.recipe.Recipe;
import dev.facet.trainer.recipe.Recipes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The recipes as a table for the terminal, by the paper that they belong to. */
public final class RecipeList {
  private static final Map<String, String> PAPERS =
      Map.of(
          "pse", "PSE: position-squeeze and excitation",
          "gal", "GAL: graph attention over attributes",
          "blan", "BLAN: bidirectional ladder attention",
          "aaface", "AAFace: attribute-aware recognition",
          "embedding", "Recognition embeddings");
  private static final String ROW = "  %-28s %-20s %10s %10s  %-9s %6s %5s  %s%n";

  /** Where the row's last column begins. */
  private static final String INDENT = " ".repeat(99);

  /**
   * Texts of the last column up to its width, and the blank after them; "(after NAME)" stays whole.
   */
  private static final Pattern LINE = Pattern.compile("(.{1,80})(?: (?!\\S+\\)$)|$)");

  private static final double THOUSAND = 1000;

  /** CelebA's. */
  private static final int PERSONS = 10_177;

  private RecipeList() {}

  /** All built-in recipes, for CelebA's forty attributes and its persons. */
  public static String table() {
    Subjects celeba =
        new Subjects(
            Stream.of(CelebaAttribute.values()).map(CelebaAttribute::label).toList(), PERSONS);
    Map<String, List<Recipe>> byPaper = new LinkedHashMap<>();
    for (String name : Recipes.BUILT_IN) {
      Recipe recipe = Recipes.find(name, Map.of());
      byPaper.computeIfAbsent(paper(recipe), paper -> new ArrayList<>()).add(recipe);
    }
    StringBuilder table = new StringBuilder();
    byPaper.forEach(
        (paper, recipes) -> {
          table.append(PAPERS.get(paper)).append('\n');
          table.append(
              ROW.formatted(
                  "recipe",
                  "network",
                  "parameters",
                  "MACs/face",
                  "input",
                  "epochs",
                  "batch",
                  "what it is"));
          recipes.forEach(recipe -> table.append(row(recipe, Cost.of(recipe, celeba))));
          table.append('\n');
        });
    return table
        + "Parameters and MACs (multiply-adds) are those of the network that answers, for forty"
        + " attributes.\nTrain one with: facet-trainer fit --recipe NAME --data DIR --out RUN\n";
  }

  /**
   * What a recipe's name begins with, if that is a paper: a first stage may be another family's.
   */
  private static String paper(Recipe recipe) {
    String first = recipe.name().split("-", 2)[0];
    return PAPERS.containsKey(first) ? first : recipe.network().family();
  }

  private static String row(Recipe recipe, Cost cost) {
    String after = recipe.start().follows() ? " (after %s)".formatted(recipe.start().after()) : "";
    return ROW.formatted(
        recipe.name(),
        recipe.network().label(),
        rounded(cost.parameters()),
        rounded(cost.multiplyAdds()),
        recipe.input().cropWidth() + "x" + recipe.input().cropHeight(),
        recipe.training().epochs(),
        recipe.training().batchSize(),
        wrapped(recipe.description() + after));
  }

  private static String wrapped(String text) {
    return LINE.matcher(text).results().map(each -> each.group(1)).collect(joining("\n" + INDENT));
  }

  /** Three figures with the unit that suits them: {@code 1.98 M}. */
  static String rounded(long value) {
    double scaled = value;
    for (String unit : List.of("", " k", " M", " G", " T")) {
      if (scaled < THOUSAND || unit.equals(" T")) {
        String format = scaled >= 100 || unit.isEmpty() ? "%.0f" : scaled >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, scaled) + unit;
      }
      scaled /= THOUSAND;
    }
    throw new IllegalStateException("the last unit takes every number");
  }
}
