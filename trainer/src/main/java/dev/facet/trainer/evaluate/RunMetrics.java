package dev.facet.trainer.evaluate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.facet.trainer.evaluate.verification.VerificationMetrics;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that a run measured: the content of its {@code metrics.json}.
 *
 * @param epochs in order
 * @param evaluations attributes by the final weights on each judged partition, by its label such as
 *     {@code test}; keeps the order of the map that it is made from
 * @param verifications pairs of faces by the final weights, by partition too; empty, and then left
 *     out of the file, for a network without embeddings
 */
public record RunMetrics(
    List<EpochRow> epochs,
    Map<String, Metrics> evaluations,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        Map<String, VerificationMetrics> verifications) {
  /** Takes copies. */
  public RunMetrics {
    epochs = List.copyOf(epochs);
    evaluations = Collections.unmodifiableMap(new LinkedHashMap<>(evaluations));
    verifications = Collections.unmodifiableMap(new LinkedHashMap<>(verifications));
  }

  /** What a run measured that judged attributes only. */
  public RunMetrics(List<EpochRow> epochs, Map<String, Metrics> evaluations) {
    this(epochs, evaluations, Map.of());
  }
}
