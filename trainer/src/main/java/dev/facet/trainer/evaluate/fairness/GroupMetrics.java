package dev.facet.trainer.evaluate.fairness;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * How differently groups of faces are treated.
 *
 * @param images how many faces were judged
 * @param leastFaces a rate needs so many faces behind it, and an interval so many units
 * @param resampling how the intervals were found
 * @param groupings one after the other
 */
public record GroupMetrics(
    int images, int leastFaces, Resampling resampling, List<Grouping> groupings) {
  /** Takes a copy. */
  public GroupMetrics {
    requireNonNull(resampling, "resampling is null");
    groupings = List.copyOf(groupings);
  }

  /**
   * One way to part the faces in two.
   *
   * @param by the attribute whose label parts them
   * @param facesWith how many show it
   * @param facesWithout how many do not
   * @param attributes every other attribute
   */
  public record Grouping(
      String by, int facesWith, int facesWithout, List<AttributeGap> attributes) {
    /** Takes a copy. */
    public Grouping {
      attributes = List.copyOf(attributes);
    }
  }

  /** What is drawn for a resample. */
  public enum Unit {
    /** A person with all faces of theirs. */
    IDENTITY,
    /** A face, where no person is known. */
    FACE
  }

  /**
   * The bootstrap behind the intervals.
   *
   * @param unit what is drawn
   * @param units how many there are
   * @param facesOfNobody how many of them are faces whose person is not known, a unit each
   * @param resamples how often as many units are drawn
   * @param confidence the share of the resamples within an interval
   * @param seed of the drawing
   */
  public record Resampling(
      Unit unit, int units, int facesOfNobody, int resamples, double confidence, long seed) {}
}
