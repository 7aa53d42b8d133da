package dev.facet.trainer.report;

import static dev.facet.trainer.report.Html.cell;
import static dev.facet.trainer.report.Html.count;

import dev.facet.trainer.evaluate.verification.TarAtFar;
import dev.facet.trainer.evaluate.verification.VerificationMetrics;
import java.util.List;
import java.util.Locale;

/** The part of the page about pairs of faces. */
final class VerificationSection {
  private VerificationSection() {}

  static String html(VerificationMetrics metrics) {
    StringBuilder out = new StringBuilder("<section>\n<h2>Verification</h2>\n");
    out.append(
        """
        <p class="faint">How many pairs of one person are accepted (TAR), by how many pairs of two \
        are (FAR), as the threshold falls. With n pairs of two persons no FAR below 1/n can be \
        measured.</p>
        """);
    out.append("<figure class=\"narrow\">\n").append(RocChart.svg(metrics));
    out.append("</figure>\n<div class=\"scroll\"><table>\n");
    out.append(Html.headings(List.of("FAR", "TAR", "Threshold", "False accepts")))
        .append("<tbody>\n");
    for (TarAtFar each : metrics.tarAtFar()) {
      boolean measured = each.trueAcceptRate().isPresent();
      out.append("<tr>")
          .append(cell(each.falseAcceptRate(), rate(each.falseAcceptRate())))
          .append(cell(each.trueAcceptRate()))
          .append(
              cell(
                  each.threshold().orElse(-2),
                  measured
                      ? String.format(Locale.ROOT, "%.4f", each.threshold().getAsDouble())
                      : "–"))
          .append(cell(each.falseAccepts(), measured ? count(each.falseAccepts()) : "–"))
          .append("</tr>\n");
    }
    return out.append("</tbody>\n</table></div>\n</section>\n").toString();
  }

  /**
   * A power of ten in percent, with all its digits, {@code 10 %} or {@code 0.001 %}, in which no
   * line breaks.
   */
  static String rate(double falseAcceptRate) {
    int digits = (int) Math.max(0, Math.round(-Math.log10(falseAcceptRate)) - 2);
    return String.format(Locale.ROOT, "%." + digits + "f\u00a0%%", 100 * falseAcceptRate);
  }
}
