package dev.facet.exporter.inspect;

import dev.facet.exporter.inspect.Inspection.NodeFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The operators of one kind.
 *
 * @param kind such as {@code Conv}; those of ONNX Runtime without {@code com.microsoft.}
 * @param translated how many there were before the passes
 * @param inFile how many there are in the file, those in bodies included
 * @param optimised how many ONNX Runtime makes of them
 * @param multiplyAdds of those in the file, as far as they are known
 */
public record OperatorRow(
    String kind, long translated, long inFile, long optimised, long multiplyAdds) {
  private static final String ORT = "com.microsoft.";

  /** A row for every kind: those with most multiply-adds first, then those that are most often. */
  public static List<OperatorRow> of(Inspection inspection) {
    Map<String, long[]> columns = new TreeMap<>();
    inspection
        .translated()
        .ifPresent(kinds -> kinds.forEach((kind, count) -> column(columns, kind)[0] += count));
    inspection.file().outline().allNodes().forEach(node -> column(columns, node.kind())[1]++);
    inspection
        .profile()
        .ifPresent(
            profile ->
                profile.optimised().allNodes().forEach(node -> column(columns, node.kind())[2]++));
    for (NodeFacts facts : inspection.nodes()) {
      column(columns, facts.node().kind())[3] += facts.known();
    }
    List<OperatorRow> rows = new ArrayList<>();
    columns.forEach(
        (kind, counts) ->
            rows.add(new OperatorRow(kind, counts[0], counts[1], counts[2], counts[3])));
    rows.sort(
        Comparator.comparingLong(OperatorRow::multiplyAdds)
            .thenComparingLong(row -> row.translated() + row.inFile() + row.optimised())
            .reversed()
            .thenComparing(OperatorRow::kind));
    return List.copyOf(rows);
  }

  private static long[] column(Map<String, long[]> columns, String kind) {
    return columns.computeIfAbsent(label(kind), ignored -> new long[4]);
  }

  /** The kind of an operator as it is shown. */
  static String label(String kind) {
    return kind.startsWith(ORT) ? kind.substring(ORT.length()) : kind;
  }
}
