package dev.facet.trainer.block;

import dev.facet.trainer.graph.Layers;
import java.util.Collections;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Affinity that is known beforehand (GAL-p, table 1): attributes of one group take part in each
 * other alike, those of different groups not at all.
 *
 * @param name prefix of its constant
 * @param groups the group of each attribute
 */
public record GroupAffinity(String name, List<Integer> groups) implements Affinity {
  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if there are no attributes
   */
  public GroupAffinity {
    groups = List.copyOf(groups);
    if (groups.isEmpty()) {
      throw new IllegalArgumentException("an affinity needs attributes, found none");
    }
  }

  @Override
  public SDVariable weights(Layers layers, SDVariable nodes) {
    SDVariable fixed =
        layers.graph().constant(name, Nd4j.create(new float[][][] {rows()}).castTo(layers.type()));
    // the same for every face: zeros of the batch's size give it that size
    SDVariable zeros = layers.stopped(nodes.mean(true, 2)).mul(0);
    return zeros.add(fixed);
  }

  private float[][] rows() {
    float[][] rows = new float[groups.size()][groups.size()];
    for (int i = 0; i < rows.length; i++) {
      int members = Collections.frequency(groups, groups.get(i));
      for (int j = 0; j < rows.length; j++) {
        rows[i][j] = groups.get(i).equals(groups.get(j)) ? 1f / members : 0;
      }
    }
    return rows;
  }
}
