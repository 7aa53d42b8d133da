package dev.facet.trainer.report;

import static dev.facet.trainer.report.Html.count;
import static dev.facet.trainer.report.Html.escape;
import static dev.facet.trainer.report.Html.percent;
import static dev.facet.trainer.report.Html.signed;

import dev.facet.trainer.data.DataException;
import dev.facet.trainer.evaluate.MeanMetrics;
import dev.facet.trainer.evaluate.Metrics;
import dev.facet.trainer.file.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Writes a run's report as one HTML page. */
public final class HtmlReport {
  private HtmlReport() {}

  /**
   * Writes the page. The file is replaced in one step, so that a reader never finds half of it.
   *
   * @throws DataException if the file cannot be written
   */
  public static void write(Path file, ReportModel model) {

    try {
      WholeFile.replace(file, render(model));

    } catch (IOException e) {
      throw new DataException(
          "The report cannot be written to %s: %s.".formatted(file, e.getMessage()), e);
    }
  }

  /** The page: the same text for the same model. */
  public static String render(ReportModel model) {
    StringBuilder out = new StringBuilder();
    // The policy holds the page to its word: it can load nothing, even if a text slipped through.
    out.append(
        String.format(
            Locale.ROOT,
            """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
        style-src 'unsafe-inline'; script-src 'unsafe-inline'">
        <title>%s</title>
        <style>
        %s</style>
        </head>
        <body>
        <main>
        """,
            escape(model.title()),
            resource("report.css")));
    summary(out, model);
    facts(out, model.facts());
    if (!model.epochs().isEmpty()) {
      out.append("<section>\n<h2>Learning curves</h2>\n");
      out.append(LearningCurves.html(model.epochs())).append("</section>\n");
    }
    attributes(out, model.metrics());
    calibration(out, model.metrics());
    table(out, model.metrics());
    out.append("</main>\n<script>\n").append(resource("report.js")).append("</script>\n");
    return out.append("</body>\n</html>\n").toString();
  }

  private static void summary(StringBuilder out, ReportModel model) {
    MeanMetrics means = model.metrics().means();
    String error =
        means.accuracyStandardError().isPresent()
            ? " ± " + percent(means.accuracyStandardError())
            : "";
    out.append("<h1>").append(escape(model.title())).append("</h1>\n");
    out.append(
        String.format(
            Locale.ROOT,
            "<p class=\"faint\">%s faces of the partition %s, %d attributes. All numbers are"
                + " percent.</p>\n",
            count(model.metrics().images()),
            escape(model.partition()),
            model.metrics().attributes().size()));
    out.append("<ul class=\"tiles\">\n");
    out.append(
        String.format(
            Locale.ROOT,
            "<li class=\"lead\"><span>Mean accuracy</span><strong>%s</strong>"
                + "<span>%s</span></li>\n",
            percent(means.accuracy()),
            error.isEmpty() ? "" : error.strip() + " standard error"));
    tile(out, "Majority baseline", percent(means.majorityAccuracy()), "always the likelier class");
    tile(out, "Gain", signed(means.gain()), "accuracy above majority");
    tile(out, "Balanced accuracy", percent(means.balancedAccuracy()), "both classes alike");
    tile(out, "Average precision", percent(means.averagePrecision()), "ranking of faces");
    tile(out, "Calibration error", percent(means.calibrationError()), "0 is honest");
    out.append("</ul>\n");
  }

  private static void tile(StringBuilder out, String name, String value, String note) {
    out.append(
        String.format(
            Locale.ROOT,
            "<li><span>%s</span><strong>%s</strong><span>%s</span></li>\n",
            name,
            value,
            note));
  }

  private static void facts(StringBuilder out, Map<String, String> facts) {
    if (facts.isEmpty()) {
      return;
    }
    out.append("<section>\n<h2>The run</h2>\n<dl>\n");
    facts.forEach(
        (name, value) ->
            out.append(
                String.format(
                    Locale.ROOT, "<dt>%s</dt><dd>%s</dd>\n", escape(name), escape(value))));
    out.append("</dl>\n</section>\n");
  }

  private static void attributes(StringBuilder out, Metrics metrics) {
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

  private static void table(StringBuilder out, Metrics metrics) {
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
  }

  private static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing beside the class: build the jar anew");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
