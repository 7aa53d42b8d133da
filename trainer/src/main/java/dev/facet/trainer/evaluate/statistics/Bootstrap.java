package dev.facet.trainer.evaluate.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Draws samples from a sample, with replacement. What is drawn are units, whose faces come
 * together: faces of one person are alike, so drawing them apart would make results look surer than
 * they are.
 */
public final class Bootstrap {
  private final int[] unitOfFace;
  private final int units;
  private final long seed;

  /**
   * A bootstrap.
   *
   * @param unitOfFace {@code [N]}: numbers; faces of one number are one unit, but those below 0 are
   *     a unit each
   * @param seed the same draws the same samples
   */
  public Bootstrap(int[] unitOfFace, long seed) {
    int[] known = Arrays.stream(unitOfFace).filter(unit -> unit >= 0).sorted().distinct().toArray();
    this.unitOfFace = new int[unitOfFace.length];
    int next = known.length;
    for (int i = 0; i < unitOfFace.length; i++) {
      this.unitOfFace[i] = unitOfFace[i] >= 0 ? Arrays.binarySearch(known, unitOfFace[i]) : next++;
    }
    this.units = next;
    this.seed = seed;
  }

  /** How many units there are. */
  public int units() {
    return units;
  }

  /**
   * Draws samples of as many units as there are.
   *
   * @param count how many samples
   * @param sample told of each sample how often each face is in it, {@code [N]}; the array is used
   *     again for the next one
   */
  public void draw(int count, Consumer<int[]> sample) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] timesOfUnit = new int[units];
    int[] timesOfFace = new int[unitOfFace.length];
    for (int s = 0; s < count; s++) {
      Arrays.fill(timesOfUnit, 0);
      for (int u = 0; u < units; u++) {
        timesOfUnit[random.nextInt(units)]++;
      }
      for (int i = 0; i < timesOfFace.length; i++) {
        timesOfFace[i] = timesOfUnit[unitOfFace[i]];
      }
      sample.accept(timesOfFace);
    }
  }
}
