package dev.facet.trainer.predict;

import dev.facet.trainer.data.AttributeDataset;
import dev.facet.trainer.data.DataException;
import dev.facet.trainer.data.Example;
import dev.facet.trainer.data.IdentityClasses;
import dev.facet.trainer.data.Partition;
import dev.facet.trainer.network.Network;
import dev.facet.trainer.network.Subjects;
import dev.facet.trainer.recipe.Recipe;
import java.util.List;

/** The network of a recipe for a dataset. */
public final class Networks {
  private Networks() {}

  /** What the training faces of a dataset can teach. */
  public static Subjects subjects(AttributeDataset data) {
    List<Example> faces = data.examples(Partition.TRAIN);
    boolean known = faces.stream().noneMatch(face -> face.identity() == Example.UNKNOWN_IDENTITY);
    return new Subjects(data.attributes(), known ? IdentityClasses.of(faces).count() : 0);
  }

  /**
   * Describes the network.
   *
   * @throws DataException if the data lacks what the network learns
   */
  public static Network of(Recipe recipe, AttributeDataset data) {
    try {
      return recipe.network().over(recipe.input(), subjects(data));
    } catch (IllegalArgumentException e) {
      throw new DataException(
          "recipe %s does not fit the data in %s: %s."
              .formatted(recipe.name(), data.root(), e.getMessage()),
          e);
    }
  }
}
