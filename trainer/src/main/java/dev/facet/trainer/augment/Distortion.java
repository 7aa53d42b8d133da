package dev.facet.trainer.augment;

/**
 * Where the pixels of a varied crop come from. A pixel at p shows what lies at {@code c + S^-1 R^-1
 * (p - c) / z + e(p)} of the crop as it would be without distortion, c being its centre:
 *
 * <ul>
 *   <li>R turns by an angle from ±rotation, counter-clockwise where positive;
 *   <li>S shears by an angle f from ±shear, {@code x + tan(f) y} or {@code y + tan(f) x}, either
 *       for half of the faces;
 *   <li>z enlarges by a factor from 1±zoom;
 *   <li>e is linear between the nodes of a grid of 4x4 cells over the crop, each of which moves by
 *       ±elastic pixels along each axis.
 * </ul>
 *
 * These are the distortions with which PSE (section 4.1) and GAL (section 4.1) expand LFWA, who
 * give no strengths; the elastic one follows the grid of the library that they name (Bloice,
 * Stocker and Holzinger, "Augmentor: an image augmentation library for machine learning", 2017).
 */
final class Distortion {
  /** Cells of the elastic grid along each axis. */
  private static final int CELLS = 4;

  private static final int NODES = CELLS + 1;

  // Draws 0 to 5 belong to the crop, the mirror and the colours.
  private static final int ROTATION = 6;
  private static final int SHEAR = 7;
  private static final int SHEARED_AXIS = 8;
  private static final int ZOOM = 9;
  private static final int ELASTIC = 10;

  private final double centreX;
  private final double centreY;
  private final double xOfX;
  private final double xOfY;
  private final double yOfX;
  private final double yOfY;
  private final double cellWidth;
  private final double cellHeight;
  private final double[] shifts = new double[2 * NODES * NODES];

  /** What the seed draws for a crop of that input. */
  Distortion(Augmentation augmentation, InputSpec input, long seed) {
    centreX = (input.cropWidth() - 1) / 2.0;
    centreY = (input.cropHeight() - 1) / 2.0;
    double angle = Math.toRadians(around(augmentation.rotation(), seed, ROTATION));
    double slope = Math.tan(Math.toRadians(around(augmentation.shear(), seed, SHEAR)));
    boolean rows = Seeds.uniform(seed, SHEARED_AXIS) < 0.5;
    double zoom = 1 + around(augmentation.zoom(), seed, ZOOM);
    double cos = Math.cos(angle) / zoom;
    double sin = Math.sin(angle) / zoom;
    // R^-1 is [cos, -sin; sin, cos] where y points down; S^-1 takes the slope off one axis.
    xOfX = rows ? cos - slope * sin : cos;
    xOfY = rows ? -sin - slope * cos : -sin;
    yOfX = rows ? sin : sin - slope * cos;
    yOfY = rows ? cos : cos + slope * sin;
    cellWidth = Math.max(1, input.cropWidth() - 1) / (double) CELLS;
    cellHeight = Math.max(1, input.cropHeight() - 1) / (double) CELLS;
    if (augmentation.elastic() > 0) {
      for (int i = 0; i < shifts.length; i++) {
        shifts[i] = around(augmentation.elastic(), seed, ELASTIC + i);
      }
    }
  }

  private static double around(double strength, long seed, int draw) {
    return strength * (2 * Seeds.uniform(seed, draw) - 1);
  }

  /**
   * Finds the sources of a row of the crop, in columns and rows of the undistorted crop; they may
   * lie outside of it.
   *
   * @param y the row
   * @param xs takes the source's column for each pixel of the row
   * @param ys takes the source's row for each pixel of the row
   */
  void row(int y, float[] xs, float[] ys) {
    double down = y - centreY;
    int cellY = Math.min(CELLS - 1, (int) (y / cellHeight));
    double partY = y / cellHeight - cellY;
    for (int x = 0; x < xs.length; x++) {
      double right = x - centreX;
      int cellX = Math.min(CELLS - 1, (int) (x / cellWidth));
      double partX = x / cellWidth - cellX;
      int node = 2 * (cellY * NODES + cellX);
      xs[x] = (float) (centreX + xOfX * right + xOfY * down + shift(node, partX, partY));
      ys[x] = (float) (centreY + yOfX * right + yOfY * down + shift(node + 1, partX, partY));
    }
  }

  private double shift(int node, double partX, double partY) {
    double above = shifts[node] + partX * (shifts[node + 2] - shifts[node]);
    int under = node + 2 * NODES;
    double below = shifts[under] + partX * (shifts[under + 2] - shifts[under]);
    return above + partY * (below - above);
  }
}
