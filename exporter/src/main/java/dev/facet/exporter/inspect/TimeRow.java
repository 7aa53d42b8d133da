package dev.facet.exporter.inspect;

import dev.facet.exporter.inspect.profile.Profile;
import dev.facet.exporter.inspect.profile.Profile.TimedOperator;
import dev.facet.exporter.onnx.outline.NodeOutline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The time of the operators of one kind, as ONNX Runtime runs them.
 *
 * @param kind such as {@code nchwc.Conv}
 * @param count how many there are
 * @param milliseconds of all of them in a call
 * @param share of the time of all operators, 0 to 1
 */
public record TimeRow(String kind, long count, double milliseconds, double share) {
  /** A row for every kind, the slowest first. */
  public static List<TimeRow> of(Profile profile) {
    Map<String, String> kinds = new HashMap<>();
    for (NodeOutline node : profile.optimised().nodes()) {
      kinds.put(node.name(), node.kind());
    }
    Map<String, double[]> sums = new TreeMap<>();
    for (TimedOperator operator : profile.operators()) {
      String kind = OperatorRow.label(kinds.getOrDefault(operator.name(), operator.operator()));
      double[] sum = sums.computeIfAbsent(kind, ignored -> new double[2]);
      sum[0]++;
      sum[1] += operator.microseconds();
    }
    double all = Math.max(profile.microseconds(), Double.MIN_NORMAL);
    List<TimeRow> rows = new ArrayList<>();
    sums.forEach(
        (kind, sum) -> rows.add(new TimeRow(kind, (long) sum[0], sum[1] / 1e3, sum[1] / all)));
    rows.sort(
        Comparator.comparingDouble(TimeRow::milliseconds).reversed().thenComparing(TimeRow::kind));
    return List.copyOf(rows);
  }
}
