package dev.facet.trainer.study;

import dev.facet.trainer.data.DataException;
import dev.facet.trainer.recipe.Recipes;
import java.util.ArrayList;
import java.util.List;

/** Studies of the papers' own networks: recipes without the ending that small ones have. */
public final class PaperSize {
  private static final String SMALL = "-small";
  private static final String INITIAL_WEIGHTS =
      "Where the paper begins with weights from elsewhere, only rows that were fitted with --init do.";

  private PaperSize() {}

  /**
   * The same study with the paper's size of every row.
   *
   * @param name how the study was asked for, for the message
   * @throws DataException if a row has no such recipe
   */
  public static Study of(String name, Study study) {
    List<Study.Row> rows = study.rows().stream().map(row -> row(name, row)).toList();
    List<String> notes = new ArrayList<>(study.notes());
    notes.add(INITIAL_WEIGHTS);
    return new Study(
        study.title() + ", at the paper's size", study.source(), study.columns(), rows, notes);
  }

  private static Study.Row row(String name, Study.Row row) {
    if (!row.recipe().endsWith(SMALL)) {
      throw new DataException(
          "study %s has no paper's size: the recipe %s of its row %s does not end in %s; leave --paper-size out."
              .formatted(name, row.recipe(), row.label(), SMALL));
    }
    String recipe = row.recipe().substring(0, row.recipe().length() - SMALL.length());
    if (!Recipes.BUILT_IN.contains(recipe)) {
      throw new DataException(
          "study %s has no paper's size: its row %s would need a recipe %s beside %s, which Facet does not bring; leave --paper-size out."
              .formatted(name, row.label(), recipe, row.recipe()));
    }
    return new Study.Row(row.label(), recipe, row.paper(), row.against());
  }
}
