package dev.facet.trainer.report;

import static java.util.Objects.requireNonNull;

import dev.facet.trainer.evaluate.EpochRow;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a report tells. All texts are plain: the report escapes them.
 *
 * @param title the heading, such as the recipe's name
 * @param facts what a reader wants to know beside the numbers (dataset, recipe, seed, engine,
 *     time), by name; keeps the order of the map that it is made from
 * @param epochs in order, none if training is not part of the story
 * @param partition the label of what was judged, such as {@code test}
 * @param judgement what was measured there
 */
public record ReportModel(
    String title,
    Map<String, String> facts,
    List<EpochRow> epochs,
    String partition,
    Judgement judgement) {
  /** Takes copies. */
  public ReportModel {
    requireNonNull(title, "title is null");
    requireNonNull(partition, "partition is null");
    requireNonNull(judgement, "judgement is null");
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    epochs = List.copyOf(epochs);
  }
}
