package dev.facet.pipeline.gate;

/**
 * One line of a verdict.
 *
 * @param check what is compared
 * @param served the served model's or data's value; empty where nothing is served
 * @param candidate the new one's
 * @param limit what it has to keep
 * @param reason why it fails, a sentence; empty where it passes
 */
public record Row(String check, String served, String candidate, String limit, String reason) {
  /** A line that passes. */
  public static Row passes(String check, String served, String candidate, String limit) {
    return new Row(check, served, candidate, limit, "");
  }

  /** A line that passes or fails. */
  public static Row of(
      String check, String served, String candidate, String limit, boolean passes, String reason) {
    return new Row(check, served, candidate, limit, passes ? "" : reason);
  }

  /** Whether it lets the new one through. */
  public boolean passes() {
    return reason.isEmpty();
  }
}
