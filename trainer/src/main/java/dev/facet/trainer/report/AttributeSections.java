package dev.facet.trainer.report;

import static dev.facet.trainer.report.Html.escape;

import dev.facet.trainer.evaluate.MeanMetrics;
import dev.facet.trainer.evaluate.Metrics;
import java.util.Locale;

/** The parts of the page about attributes. */
final class AttributeSections {
  private AttributeSections() {}

  /** Gains over the majority, and calibration. */
  static String charts(Metrics metrics) {
    StringBuilder out = new StringBuilder();
    gains(out, metrics);
    calibration(out, metrics);
    return out.toString();
  }

  private static void gains(StringBuilder out, Metrics metrics) {
    out.append("<section>\n<h2>Attributes</h2>\n");
    out.append(
        String.format(
            Locale.ROOT,
            """
        <p class="faint">Accuracy, sorted by gain. Grey is what always guessing the class that is \
        more frequent in %s reaches; blue is what the network adds, red what it loses.</p>
        """,
            escape(metrics.majoritySource().words())));
    out.append("<figure>\n").append(GainBars.svg(metrics.attributes()));
    out.append("</figure>\n</section>\n");
  }

  private static void calibration(StringBuilder out, Metrics metrics) {
    out.append("<section>\n<h2>Calibration</h2>\n");
    out.append(
        """
        <p class="faint">Of the predictions that say 80 %, 80 % should come true: the dotted line. \
        The bars below count the predictions, all attributes together.</p>
        """);
    out.append("<figure class=\"narrow\">\n").append(ReliabilityDiagram.svg(metrics.reliability()));
    out.append("</figure>\n</section>\n");
  }

  /** All numbers. */
  static String table(Metrics metrics) {
    StringBuilder out = new StringBuilder();
    MeanMetrics means = metrics.means();
    int attributes = metrics.attributes().size();
    out.append("<section>\n<h2>All numbers</h2>\n");
    out.append("<p class=\"faint\">Press a heading to sort.");
    int without = attributes - Math.min(means.withAveragePrecision(), means.withBalancedAccuracy());
    if (without > 0) {
      out.append(
          String.format(
                  Locale.ROOT,
                  " For %d of the attributes a number is undefined (–), since all faces are of one",
                  without)
              + " class; the mean leaves it out.");
    }
    out.append("</p>\n").append(AttributeTable.html(metrics)).append("</section>\n");
    return out.toString();
  }
}
