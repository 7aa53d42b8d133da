package dev.facet.trainer.kernel;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a gate or a mean works on, whichever order the maps have in memory: groups of rows of
 * numbers that lie side by side, {@code [groups, rows, lanes]}, with one factor or one mean for
 * each row or for each lane of a group.
 *
 * @param groups at least 1
 * @param rows of a group, at least 1
 * @param lanes numbers of a row, at least 1
 * @param perRow whether factors belong to rows; else they belong to lanes
 */
record GateShape(int groups, int rows, int lanes, boolean perRow) {
  /**
   * A factor for each channel of each image.
   *
   * @param arrays whose first are maps {@code [N, C, H, W]}; if any of them has its channels last,
   *     all maps have
   */
  static GateShape ofChannels(List<INDArray> arrays) {
    long[] maps = arrays.getFirst().shape();
    long plane = maps[2] * maps[3];
    return MapOrder.anyLast(arrays)
        ? of(maps[0], plane, maps[1], false)
        : of(maps[0], maps[1], plane, true);
  }

  /**
   * A factor for each position of each branch.
   *
   * @param arrays whose first are maps {@code [N, K * C, H, W]}
   * @param branches K
   */
  static GateShape ofPositions(List<INDArray> arrays, long branches) {
    long[] maps = arrays.getFirst().shape();
    long plane = maps[2] * maps[3];
    long channels = maps[1] / branches;
    return MapOrder.anyLast(arrays)
        ? of(maps[0], plane * branches, channels, true)
        : of(maps[0] * branches, channels, plane, false);
  }

  private static GateShape of(long groups, long rows, long lanes, boolean perRow) {
    return new GateShape(
        Math.toIntExact(groups), Math.toIntExact(rows), Math.toIntExact(lanes), perRow);
  }

  /** How many numbers share a factor. */
  int shared() {
    return perRow ? lanes : rows;
  }

  /** Index of the first number of a row. */
  long start(int group, int row) {
    return ((long) group * rows + row) * lanes;
  }

  /** Index of the first factor of a group. */
  long factors(int group) {
    return (long) group * (perRow ? rows : lanes);
  }
}
