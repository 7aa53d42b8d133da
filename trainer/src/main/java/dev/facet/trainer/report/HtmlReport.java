package dev.facet.trainer.report;

import static dev.facet.trainer.report.Html.escape;

import dev.facet.trainer.data.DataException;
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
    out.append(ReportSummary.html(model));
    facts(out, model.facts());
    if (!model.epochs().isEmpty()) {
      out.append("<section>\n<h2>Learning curves</h2>\n");
      out.append(LearningCurves.html(model.epochs())).append("</section>\n");
    }
    Judgement judgement = model.judgement();
    judgement.verification().map(VerificationSection::html).ifPresent(out::append);
    judgement.attributes().map(AttributeSections::charts).ifPresent(out::append);
    judgement.findings().map(FindingSections::html).ifPresent(out::append);
    judgement.attributes().map(AttributeSections::table).ifPresent(out::append);
    out.append("</main>\n<script>\n").append(resource("report.js")).append("</script>\n");
    return out.append("</body>\n</html>\n").toString();
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
