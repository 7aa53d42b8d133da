package dev.facet.trainer.device;

/**
 * A GPU as its driver describes it.
 *
 * @param index among those that the driver shows
 * @param name such as {@code NVIDIA A10}
 * @param major of its compute capability
 * @param minor of its compute capability
 */
public record Gpu(int index, String name, int major, int minor) {
  /**
   * The oldest and the newest capability that ND4J's binaries have code for: Kepler's and Ada's.
   */
  private static final int OLDEST = 307;

  private static final int NEWEST = 809;

  /**
   * Whether ND4J's binaries run on it: they hold machine code up to 8.6, which 8.9 runs too, and
   * nothing that a driver could translate for newer ones.
   */
  public boolean isSupported() {
    int capability = 100 * major + minor;
    return capability >= OLDEST && capability <= NEWEST;
  }

  @Override
  public String toString() {
    return "GPU %s (compute capability %d.%d)".formatted(name, major, minor);
  }
}
