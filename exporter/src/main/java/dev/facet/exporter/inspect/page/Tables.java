package dev.facet.exporter.inspect.page;

import static dev.facet.exporter.inspect.page.Html.escape;

import dev.facet.exporter.PlainText;
import dev.facet.exporter.inspect.Inspection;
import dev.facet.exporter.inspect.Inspection.NodeFacts;
import dev.facet.exporter.inspect.MultiplyAdds.Count;
import dev.facet.exporter.inspect.Numbers;
import dev.facet.exporter.inspect.OperatorRow;
import dev.facet.exporter.inspect.TimeRow;
import dev.facet.exporter.inspect.profile.Profile;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** The tables of the page. */
final class Tables {
  private Tables() {}

  /** Operators by kind, before and after the passes and ONNX Runtime. */
  static String operators(Inspection inspection) {
    boolean before = inspection.translated().isPresent();
    boolean after = inspection.profile().isPresent();
    List<OperatorRow> rows = OperatorRow.of(inspection);
    StringBuilder out =
        new StringBuilder(
            "<div class=\"scroll\"><table><caption>How many of each kind</caption>\n");
    out.append("<thead><tr><th scope=\"col\">operator</th>");
    heading(out, before, "before the passes");
    heading(out, true, "in the file");
    heading(out, after, "in ONNX Runtime");
    heading(out, true, "multiply-adds");
    out.append("</tr></thead>\n<tbody>\n");
    for (OperatorRow row : rows) {
      out.append("<tr><th scope=\"row\">").append(name(row.kind())).append("</th>");
      counts(out, before, row.translated());
      counts(out, true, row.inFile());
      counts(out, after, row.optimised());
      cell(out, row.multiplyAdds() == 0 ? "" : Numbers.large(row.multiplyAdds()));
      out.append("</tr>\n");
    }
    out.append("</tbody>\n<tfoot><tr><th scope=\"row\">all</th>");
    counts(out, before, sum(rows, OperatorRow::translated));
    counts(out, true, sum(rows, OperatorRow::inFile));
    counts(out, after, sum(rows, OperatorRow::optimised));
    cell(out, Numbers.large(inspection.multiplyAdds()));
    return out.append("</tr></tfoot>\n</table></div>\n").toString();
  }

  /** Where the time goes, by kind. */
  static String times(Profile profile) {
    StringBuilder out =
        new StringBuilder("<div class=\"scroll\"><table><caption>Where the time goes</caption>\n");
    out.append("<thead><tr><th scope=\"col\">operator in ONNX Runtime</th>");
    List.of("count", "ms a call", "share").forEach(heading -> heading(out, true, heading));
    out.append("</tr></thead>\n<tbody>\n");
    for (TimeRow row : TimeRow.of(profile)) {
      out.append("<tr><th scope=\"row\">").append(name(row.kind())).append("</th>");
      cell(out, Numbers.count(row.count()));
      cell(out, Numbers.milliseconds(row.milliseconds()));
      cell(out, Numbers.percent(row.share()));
      out.append("</tr>\n");
    }
    return out.append("</tbody>\n</table></div>\n").toString();
  }

  /**
   * Every operator with what it costs.
   *
   * @param diagram whose boxes the rows lead to; empty if nothing is drawn
   */
  static String list(Inspection inspection, Optional<Diagram> diagram) {
    StringBuilder out =
        new StringBuilder("<div class=\"scroll\"><table class=\"texts\">\n<thead><tr>");
    List.of("operator", "name", "makes", "multiply-adds", "µs a call")
        .forEach(heading -> heading(out, true, heading));
    out.append("</tr></thead>\n<tbody>\n");
    IdentityHashMap<NodeFacts, Integer> boxes = new IdentityHashMap<>();
    diagram.ifPresent(
        drawn -> {
          for (int i = 0; i < drawn.nodes().size(); i++) {
            int box = i;
            drawn.nodes().get(i).ifPresent(facts -> boxes.put(facts, box));
          }
        });
    for (NodeFacts facts : inspection.nodes()) {
      String name = name(facts.node().name());
      out.append("<tr>");
      cell(out, name(facts.node().kind()));
      cell(
          out,
          !boxes.containsKey(facts)
              ? name
              : "<button type=\"button\" class=\"link\" data-go=\"%d\">%s</button>"
                  .formatted(boxes.get(facts), name));
      cell(
          out,
          facts.node().output(0).flatMap(inspection.shapes()::of).map(Diagram::shape).orElse(""));
      cell(
          out,
          switch (facts.multiplyAdds()) {
            case Count.Known(long number) -> Numbers.count(number);
            case Count.Unknown unknown -> "unknown";
            case Count.Contradictory contradictory -> "contradictory";
            case Count.None none -> "";
          });
      cell(out, facts.microseconds().map(time -> Numbers.count(Math.round(time))).orElse(""));
      out.append("</tr>\n");
    }
    return out.append("</tbody>\n</table></div>\n").toString();
  }

  private static String name(String text) {
    return escape(PlainText.name(text));
  }

  private static long sum(List<OperatorRow> rows, ToLongFunction<OperatorRow> column) {
    return rows.stream().mapToLong(column).sum();
  }

  private static void heading(StringBuilder out, boolean there, String text) {
    if (there) {
      out.append("<th scope=\"col\">").append(text).append("</th>");
    }
  }

  private static void counts(StringBuilder out, boolean there, long number) {
    if (there) {
      cell(out, number == 0 ? "" : Numbers.count(number));
    }
  }

  private static void cell(StringBuilder out, String html) {
    out.append("<td>").append(html).append("</td>");
  }
}
