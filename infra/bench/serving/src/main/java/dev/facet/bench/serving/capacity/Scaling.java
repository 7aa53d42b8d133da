package dev.facet.bench.serving.capacity;

/**
 * The settings of the Knative Pod Autoscaler, times in seconds.
 *
 * @param target requests in flight that a replica is meant for, {@code target}
 * @param utilization share of the target that is aimed at, {@code target-utilization-percentage}
 * @param window length of the stable window, {@code window}
 * @param panicWindow length of the panic window, {@code window} x {@code panic-window-percentage}
 * @param panicThreshold how many times too few replicas start a panic, {@code
 *     panic-threshold-percentage}
 * @param tick time between two decisions; 2 s in Knative
 * @param sample time between two looks at what is in flight; 1 s in Knative
 * @param maxUp by which factor replicas may grow in one decision, {@code max-scale-up-rate}
 * @param maxDown by which factor they may shrink in one decision, {@code max-scale-down-rate}
 * @param activation how many replicas there are at least if any, {@code activation-scale}
 * @param least {@code min-scale}
 * @param most {@code max-scale}
 * @param delay the largest wish of this time is obeyed, {@code scale-down-delay}
 * @param retention how long the last replica stays without traffic, {@code
 *     scale-to-zero-pod-retention-period}
 * @param grace how long it stays at least, while the network is turned to the activator, {@code
 *     scale-to-zero-grace-period}
 * @see <a href="https://knative.dev/docs/serving/autoscaling/kpa-specific/">Knative's settings</a>
 */
public record Scaling(
    double target,
    double utilization,
    double window,
    double panicWindow,
    double panicThreshold,
    double tick,
    double sample,
    double maxUp,
    double maxDown,
    int activation,
    int least,
    int most,
    double delay,
    double retention,
    double grace) {
  /** Checks that the numbers make sense. */
  public Scaling {
    positive("target", target);
    positive("utilization", utilization);
    positive("window", window);
    positive("panic window", panicWindow);
    positive("tick", tick);
    positive("sample", sample);
    if (utilization > 1) {
      throw new IllegalArgumentException("utilization must be at most 1, found " + utilization);
    }
    if (panicWindow > window) {
      throw new IllegalArgumentException(
          "the panic window must not be longer than the window, found " + panicWindow);
    }
    if (maxUp <= 1 || maxDown <= 1) {
      throw new IllegalArgumentException(
          "the largest rates of change must be above 1, found %s and %s".formatted(maxUp, maxDown));
    }
    if (least < 0 || activation < 1 || most < Math.max(least, activation)) {
      throw new IllegalArgumentException(
          "0 <= least, 1 <= activation and both <= most must hold, found %d, %d and %d"
              .formatted(least, activation, most));
    }
  }

  /**
   * What {@code infra/kubernetes/knative/service.yaml} says, and Knative's defaults where it is
   * silent.
   */
  public static Scaling shipped() {
    return new Scaling(8, 0.7, 60, 6, 2, 2, 1, 1000, 2, 1, 0, 50, 30, 120, 30);
  }

  /** The same with all times divided by a number, and four looks for a decision. */
  public Scaling squeezed(double by) {
    return new Scaling(
        target,
        utilization,
        window / by,
        panicWindow / by,
        panicThreshold,
        tick / by,
        tick / by / 4,
        maxUp,
        maxDown,
        activation,
        least,
        most,
        delay / by,
        retention / by,
        grace / by);
  }

  /** The same for replicas of another size. */
  public Scaling of(double newTarget, double newUtilization, int newLeast, int newMost) {
    return new Scaling(
        newTarget,
        newUtilization,
        window,
        panicWindow,
        panicThreshold,
        tick,
        sample,
        maxUp,
        maxDown,
        activation,
        newLeast,
        newMost,
        delay,
        retention,
        grace);
  }

  /** Requests in flight for which one replica is wanted. */
  public double perReplica() {
    return target * utilization;
  }

  private static void positive(String name, double value) {
    if (!(value > 0)) {
      throw new IllegalArgumentException(name + " must be positive, found " + value);
    }
  }
}
