package dev.facet.trainer.recipe;

import java.util.List;

/**
 * What a run's weights begin as and which of them learn.
 *
 * @param after name of the recipe that is trained first and whose weights this one begins with,
 *     where names and shapes agree; {@link #SCRATCH} for random weights only
 * @param frozen paths of layers that keep the weights they begin with, such as {@code backbone}
 */
public record StartSpec(String after, List<String> frozen) {
  /** Stands for no recipe before this one. */
  public static final String SCRATCH = "scratch";

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if the name is blank
   */
  public StartSpec {
    frozen = List.copyOf(frozen);
    if (after.isBlank()) {
      throw new IllegalArgumentException("after must name a recipe or be " + SCRATCH);
    }
  }

  /** Whether another recipe comes first. */
  public boolean follows() {
    return !after.equals(SCRATCH);
  }
}
