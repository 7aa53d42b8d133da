package dev.facet.trainer.report;

import static dev.facet.trainer.report.Html.cell;
import static dev.facet.trainer.report.Html.count;
import static dev.facet.trainer.report.Html.percent;
import static dev.facet.trainer.report.Html.signed;

import dev.facet.trainer.evaluate.AttributeMetrics;
import dev.facet.trainer.evaluate.MeanMetrics;
import dev.facet.trainer.evaluate.Metrics;
import java.util.List;

/** All numbers of all attributes, in label order until a heading is pressed. */
final class AttributeTable {
  private static final List<String> HEADINGS =
      List.of(
          "Attribute",
          "Present",
          "Threshold",
          "Accuracy",
          "Majority",
          "Gain",
          "Balanced",
          "Average precision",
          "Calibration error",
          "True +",
          "False +",
          "True −",
          "False −");

  private AttributeTable() {}

  /** The table as HTML; fractions in percent. */
  static String html(Metrics metrics) {
    StringBuilder out = new StringBuilder("<div class=\"scroll\"><table>\n");
    out.append(Html.headings(HEADINGS)).append("<tbody>\n");
    metrics.attributes().forEach(row -> out.append(row(row)));
    out.append("</tbody>\n<tfoot>").append(means(metrics.means())).append("</tfoot>\n");
    return out.append("</table></div>\n").toString();
  }

  private static String row(AttributeMetrics row) {
    return "<tr>"
        + Html.rowName(row.attribute())
        + cell(row.prevalence(), percent(row.prevalence()))
        + cell(row.threshold(), percent(row.threshold()))
        + cell(row.accuracy(), percent(row.accuracy()))
        + cell(row.majorityAccuracy(), percent(row.majorityAccuracy()))
        + cell(row.gain(), signed(row.gain()))
        + cell(row.balancedAccuracy())
        + cell(row.averagePrecision())
        + cell(row.calibrationError(), percent(row.calibrationError()))
        + cell(row.truePositives(), count(row.truePositives()))
        + cell(row.falsePositives(), count(row.falsePositives()))
        + cell(row.trueNegatives(), count(row.trueNegatives()))
        + cell(row.falseNegatives(), count(row.falseNegatives()))
        + "</tr>\n";
  }

  private static String means(MeanMetrics means) {
    return "<tr><th scope=\"row\">Mean</th><td></td><td></td>"
        + cell(means.accuracy(), percent(means.accuracy()))
        + cell(means.majorityAccuracy(), percent(means.majorityAccuracy()))
        + cell(means.gain(), signed(means.gain()))
        + cell(means.balancedAccuracy())
        + cell(means.averagePrecision())
        + cell(means.calibrationError(), percent(means.calibrationError()))
        + "<td></td><td></td><td></td><td></td></tr>";
  }
}
