package dev.facet.trainer.evaluate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a run measured: the content of its {@code metrics.json}.
 *
 * @param epochs in order
 * @param evaluations the final weights on each judged partition, by its label such as {@code test};
 *     keeps the order of the map that it is made from
 */
public record RunMetrics(List<EpochRow> epochs, Map<String, Metrics> evaluations) {
  /** Takes copies. */
  public RunMetrics {
    epochs = List.copyOf(epochs);
    evaluations = Collections.unmodifiableMap(new LinkedHashMap<>(evaluations));
  }
}
