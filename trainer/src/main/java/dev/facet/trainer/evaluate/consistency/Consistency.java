package dev.facet.trainer.evaluate.consistency;

import dev.facet.trainer.evaluate.Predictions;
import dev.facet.trainer.evaluate.consistency.ConsistencyMetrics.Faces;
import dev.facet.trainer.evaluate.consistency.ConsistencyMetrics.RuleResult;
import dev.facet.trainer.evaluate.consistency.ConsistencyRule.Strength;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Applies {@link ConsistencyRules} to predictions and, as the reference, to labels. */
public final class Consistency {
  private Consistency() {}

  /**
   * Counts contradictions.
   *
   * @param predictions of faces that are labelled with every predicted attribute
   * @throws dev.facet.trainer.data.DataException if they are not
   */
  public static ConsistencyMetrics of(Predictions predictions) {
    Broken predicted = new Broken(predictions.size());
    Broken labelled = new Broken(predictions.size());
    List<RuleResult> results = new ArrayList<>();
    for (ConsistencyRule rule : ConsistencyRules.ALL) {
      List<String> known =
          rule.exclusive().stream().filter(predictions.attributes()::contains).toList();
      if (known.size() >= 2) {
        results.add(
            new RuleResult(
                rule.name(),
                rule.strength(),
                known,
                predictions.size(),
                predicted.apply(rule.strength(), known, predictions::predicted),
                labelled.apply(rule.strength(), known, predictions::shown)));
      }
    }
    return new ConsistencyMetrics(predictions.size(), predicted.faces(), labelled.faces(), results);
  }

  /** The faces that have broken rules so far. */
  private static final class Broken {
    private final boolean[] any;
    private final boolean[] strict;
    private int contradictions;

    Broken(int faces) {
      any = new boolean[faces];
      strict = new boolean[faces];
    }

    /** Applies one more rule and says how many faces break it. */
    int apply(Strength strength, List<String> exclusive, Function<String, boolean[]> columns) {
      int[] together = new int[any.length];
      for (String attribute : exclusive) {
        boolean[] column = columns.apply(attribute);
        for (int i = 0; i < together.length; i++) {
          together[i] += column[i] ? 1 : 0;
        }
      }
      int broken = 0;
      for (int i = 0; i < together.length; i++) {
        if (together[i] > 1) {
          broken++;
          any[i] = true;
          strict[i] |= strength == Strength.STRICT;
        }
      }
      contradictions += broken;
      return broken;
    }

    Faces faces() {
      return new Faces(count(any), count(strict), contradictions);
    }

    private static int count(boolean[] faces) {
      int count = 0;
      for (boolean face : faces) {
        count += face ? 1 : 0;
      }
      return count;
    }
  }
}
