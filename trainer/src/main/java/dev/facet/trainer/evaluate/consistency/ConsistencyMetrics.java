package dev.facet.trainer.evaluate.consistency;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * How often predictions contradict themselves, beside how often the labels do.
 *
 * @param images how many faces were judged
 * @param predicted faces with a contradiction in what is predicted of them
 * @param labelled faces with a contradiction in their labels: people's own measure
 * @param rules one after the other; those of which the network knows fewer than two attributes are
 *     left out
 */
public record ConsistencyMetrics(
    int images, Faces predicted, Faces labelled, List<RuleResult> rules) {
  /** Takes a copy. */
  public ConsistencyMetrics {
    requireNonNull(predicted, "predicted is null");
    requireNonNull(labelled, "labelled is null");
    rules = List.copyOf(rules);
  }

  /**
   * Faces that break rules.
   *
   * @param any how many break one or more
   * @param strict how many break one or more of the strict ones
   * @param contradictions how many rules they break in all
   */
  public record Faces(int any, int strict, int contradictions) {}

  /**
   * One rule.
   *
   * @param rule its name
   * @param strength how surely its attributes exclude each other
   * @param attributes those of them that the network knows
   * @param images how many faces were judged
   * @param predicted how many break it by what is predicted
   * @param labelled how many break it by their labels
   */
  @JsonIgnoreProperties(
      value = {"predictedRate", "labelledRate"},
      allowGetters = true)
  public record RuleResult(
      String rule,
      ConsistencyRule.Strength strength,
      List<String> attributes,
      int images,
      int predicted,
      int labelled) {
    /** Takes a copy. */
    public RuleResult {
      attributes = List.copyOf(attributes);
    }

    /** The fraction of the faces that break it by what is predicted. */
    @JsonProperty
    public double predictedRate() {
      return (double) predicted / images;
    }

    /** The fraction of the faces that break it by their labels. */
    @JsonProperty
    public double labelledRate() {
      return (double) labelled / images;
    }
  }
}
