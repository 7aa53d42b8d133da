package dev.facet.trainer.report;

import static dev.facet.trainer.report.Html.cell;
import static dev.facet.trainer.report.Html.count;
import static dev.facet.trainer.report.Html.escape;
import static dev.facet.trainer.report.Html.percent;

import dev.facet.trainer.evaluate.consistency.ConsistencyMetrics;
import dev.facet.trainer.evaluate.consistency.ConsistencyMetrics.RuleResult;
import dev.facet.trainer.evaluate.fairness.AttributeGap;
import dev.facet.trainer.evaluate.fairness.Estimate;
import dev.facet.trainer.evaluate.fairness.GroupMetrics;
import dev.facet.trainer.evaluate.fairness.GroupMetrics.Grouping;
import dev.facet.trainer.evaluate.fairness.GroupTable;
import dev.facet.trainer.evaluate.statistics.Interval;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;

/** The parts of the page about groups of faces and about contradictions. */
final class FindingSections {
  private static final List<String> GROUP_HEADINGS =
      List.of(
          "Attribute",
          "Predicted, with",
          "Without",
          "Difference",
          "Equalised odds",
          "Accuracy, with",
          "Without",
          "Difference");

  private FindingSections() {}

  static String html(Findings findings) {
    return consistency(findings.consistency()) + groups(findings.groups());
  }

  private static String groups(GroupMetrics metrics) {
    if (metrics.groupings().isEmpty()) {
      return "";
    }
    StringBuilder out = new StringBuilder("<section>\n<h2>Groups</h2>\n");
    out.append("<p class=\"faint\">").append(escape(GroupTable.notes(metrics).strip()));
    out.append("</p>\n");
    for (Grouping grouping : metrics.groupings()) {
      out.append(
          String.format(
              Locale.ROOT,
              "<h3>%s: %s faces with, %s without</h3>\n<div class=\"scroll\"><table>\n%s<tbody>\n",
              escape(grouping.by()),
              count(grouping.facesWith()),
              count(grouping.facesWithout()),
              Html.headings(GROUP_HEADINGS)));
      grouping.attributes().forEach(gap -> out.append(row(gap)));
      out.append("</tbody>\n</table></div>\n");
    }
    return out.append("</section>\n").toString();
  }

  private static String row(AttributeGap gap) {
    return "<tr>"
        + Html.rowName(gap.attribute())
        + cell(gap.with().positiveRate())
        + cell(gap.without().positiveRate())
        + difference(gap.demographicParity(), Html::signed)
        + difference(gap.equalisedOdds(), Html::percent)
        + cell(gap.with().accuracy())
        + cell(gap.without().accuracy())
        + difference(gap.accuracy(), Html::signed)
        + "</tr>\n";
  }

  private static String difference(Optional<Estimate> estimate, DoubleFunction<String> number) {
    if (estimate.isEmpty()) {
      return cell(-2, "–");
    }
    double value = estimate.get().value();
    Optional<Interval> interval = estimate.get().interval();
    return cell(
        value,
        number.apply(value)
            + interval
                .map(
                    ends ->
                        " <span class=\"faint\">[%s, %s]</span>"
                            .formatted(number.apply(ends.low()), number.apply(ends.high())))
                .orElse(""));
  }

  private static String consistency(ConsistencyMetrics metrics) {
    if (metrics.rules().isEmpty()) {
      return "";
    }
    StringBuilder out = new StringBuilder("<section>\n<h2>Contradictions</h2>\n");
    out.append(
        String.format(
            Locale.ROOT,
            """
        <p class="faint">%s %% of the faces are described with a contradiction by the network, %s %% \
        by their labels; with a strict one, where the words exclude each other, %s and %s %%.</p>
        <div class="scroll"><table>
        %s<tbody>
        """,
            share(metrics.predicted().any(), metrics),
            share(metrics.labelled().any(), metrics),
            share(metrics.predicted().strict(), metrics),
            share(metrics.labelled().strict(), metrics),
            Html.headings(List.of("Contradiction", "Kind", "Predicted", "Labelled"))));
    for (RuleResult rule : metrics.rules()) {
      String kind = rule.strength().name().toLowerCase(Locale.ROOT);
      out.append(
          String.format(
              Locale.ROOT,
              "<tr>%s<td data-value=\"%s\">%s</td>%s%s</tr>\n",
              Html.rowName(rule.rule()),
              kind,
              kind,
              cell(rule.predictedRate(), percent(rule.predictedRate())),
              cell(rule.labelledRate(), percent(rule.labelledRate()))));
    }
    return out.append("</tbody>\n</table></div>\n</section>\n").toString();
  }

  private static String share(int faces, ConsistencyMetrics metrics) {
    return percent((double) faces / metrics.images());
  }
}
