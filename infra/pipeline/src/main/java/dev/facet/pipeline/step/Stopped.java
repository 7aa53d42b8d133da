package dev.facet.pipeline.step;

import java.util.List;

/** A step that lets nothing through. */
public final class Stopped extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String step;
  private final transient List<String> reasons;

  /**
   * With its reasons.
   *
   * @param step its name
   * @param reasons a sentence each
   */
  public Stopped(String step, List<String> reasons) {
    super("%s: %s".formatted(step, String.join(" ", reasons)));
    this.step = step;
    this.reasons = List.copyOf(reasons);
  }

  /** The step's name. */
  public String step() {
    return step;
  }

  /** Why, a sentence each. */
  public List<String> reasons() {
    return reasons;
  }
}
