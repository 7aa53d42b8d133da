package dev.facet.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.facet.trainer.data.CelebaAttribute;
import dev.facet.trainer.data.DataException;
import dev.facet.trainer.evaluate.EpochRow;
import dev.facet.trainer.evaluate.Metrics;
import dev.facet.trainer.evaluate.Predictions;
import dev.facet.trainer.evaluate.SampleMetrics;
import dev.facet.trainer.evaluate.SamplePredictions;
import dev.facet.trainer.evaluate.verification.SamplePairs;
import dev.facet.trainer.evaluate.verification.VerificationMetrics;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlReportTest {
  private static final String HOSTILE = "<script>alert('x')</script> & \"more\"";

  @TempDir Path directory;

  @Test
  void isWellFormed() throws Exception {
    Document page = parsed(HtmlReport.render(SampleReport.model()));

    assertThat(page.getElementsByTagName("h1").item(0).getTextContent())
        .isEqualTo("pse-small on drawn faces");
    assertThat(page.getElementsByTagName("svg").getLength()).isEqualTo(5);
    assertThat(page.getElementsByTagName("tr").getLength()).isEqualTo(40 + 2);
  }

  @Test
  void leadsWithTheMeanAndItsStandardErrorBesideTheMajority() {
    Metrics metrics = SampleReport.model().judgement().attributes().orElseThrow();

    assertThat(HtmlReport.render(SampleReport.model()))
        .contains(
            "<strong>" + Html.percent(metrics.means().accuracy()) + "</strong>",
            "± " + Html.percent(metrics.means().accuracyStandardError()) + " standard error",
            "<strong>" + Html.percent(metrics.means().majorityAccuracy()) + "</strong>",
            "more frequent in the train partition");
  }

  @Test
  void showsFactsInTheirOrder() {
    assertThat(HtmlReport.render(SampleReport.model()))
        .containsSubsequence("<dt>Dataset</dt>", "<dt>Recipe</dt>", "<dt>Seed</dt>", "<dd>17</dd>");
  }

  @Test
  void escapesEveryText() throws Exception {
    ReportModel hostile =
        new ReportModel(
            HOSTILE,
            Map.of(HOSTILE, HOSTILE),
            SampleReport.epochs(2),
            HOSTILE,
            Judgement.of(SampleMetrics.of(20, List.of(HOSTILE, "Bald"))));

    String html = HtmlReport.render(hostile);

    assertThat(html).doesNotContain("<script>alert", "alert('x')");
    Document page = parsed(html);
    assertThat(page.getElementsByTagName("script").getLength()).isEqualTo(1);
    assertThat(page.getElementsByTagName("h1").item(0).getTextContent()).isEqualTo(HOSTILE);
    assertThat(page.getElementsByTagName("dd").item(0).getTextContent()).isEqualTo(HOSTILE);
  }

  @Test
  void loadsNothingFromElsewhere() {
    String html = HtmlReport.render(SampleReport.model());

    assertThat(html).doesNotContain("http:", "https:", "src=", "href=", "url(", "@import", "<img");
    assertThat(html).contains("default-src 'none'");
  }

  @Test
  void namesEveryDrawingForReadersWhoDoNotSeeIt() throws Exception {
    NodeList drawings = parsed(HtmlReport.render(SampleReport.model())).getElementsByTagName("svg");
    for (int i = 0; i < drawings.getLength(); i++) {
      Element drawing = (Element) drawings.item(i);
      assertThat(drawing.getAttribute("role")).isEqualTo("img");
      assertThat(drawing.getAttribute("aria-label")).isNotBlank();
    }
  }

  @Test
  void leavesOutTheCurvesWithoutEpochs() throws Exception {
    ReportModel model = SampleReport.model();
    ReportModel evaluated =
        new ReportModel(
            model.title(), model.facts(), List.of(), model.partition(), model.judgement());

    String html = HtmlReport.render(evaluated);

    assertThat(html).doesNotContain("Learning curves");
    assertThat(parsed(html).getElementsByTagName("svg").getLength()).isEqualTo(2);
  }

  @Test
  void drawsASingleEpochAndOneThatDiverged() throws Exception {
    EpochRow only =
        new EpochRow(
            1, Double.NaN, OptionalDouble.empty(), OptionalDouble.of(0.8), 0.001, 240, 29, 0);
    ReportModel model = SampleReport.model();

    String html =
        HtmlReport.render(
            new ReportModel(
                model.title(), Map.of(), List.of(only), model.partition(), model.judgement()));

    assertThat(parsed(html).getElementsByTagName("svg").getLength()).isEqualTo(4);
    assertThat(html).doesNotContain("\"NaN", "NaN,", ">NaN", "Infinity");
  }

  @Test
  void showsGroupsAndContradictions() throws Exception {
    Predictions predictions = SamplePredictions.of(200, 2, CelebaAttribute.labels(), 13);
    Findings findings = Findings.of(predictions, List.of("Male"));
    ReportModel model =
        new ReportModel(
            "x", Map.of(), List.of(), "test", Judgement.of(predictions.metrics(), findings));

    String html = HtmlReport.render(model);

    assertThat(html)
        .containsSubsequence("<h2>Attributes</h2>", "<h2>Contradictions</h2>", "<h2>Groups</h2>")
        .contains(
            "1,000 resamples of 100 identities", "no beard but a goatee", "class=\"faint\">[");
    assertThat(parsed(html).getElementsByTagName("tr").getLength())
        .as("attributes, groups and rules, each with headings, and the means")
        .isEqualTo((1 + 40 + 1) + (1 + 39) + (1 + findings.consistency().rules().size()));
    Findings none = Findings.of(predictions.only(List.of("Smiling")), List.of());
    assertThat(
            HtmlReport.render(
                new ReportModel(
                    "x", Map.of(), List.of(), "test", Judgement.of(predictions.metrics(), none))))
        .doesNotContain("<h2>Groups</h2>", "<h2>Contradictions</h2>");
  }

  @Test
  void escapesTheNamesOfGroups() throws Exception {
    Predictions predictions = SamplePredictions.of(200, 2, List.of(HOSTILE, "Bald"), 13);
    String html =
        HtmlReport.render(
            new ReportModel(
                "x",
                Map.of(),
                List.of(),
                "test",
                Judgement.of(predictions.metrics(), Findings.of(predictions, List.of(HOSTILE)))));

    assertThat(html).doesNotContain("<script>alert");
    assertThat(parsed(html).getElementsByTagName("h3").item(0).getTextContent())
        .startsWith(HOSTILE + ": ");
  }

  @Test
  void showsVerificationWithoutAttributes() throws Exception {
    VerificationMetrics metrics = SamplePairs.of(3000, 10, new Random(2)).judged();
    String html =
        HtmlReport.render(
            new ReportModel("faces", Map.of(), List.of(), "1,500 pairs", Judgement.of(metrics)));

    assertThat(html)
        .contains("1,500 pairs of one person and 1,500 of two")
        .contains(
            "TAR at FAR 0.1\u00a0%",
            "; 50.00 by always guessing one kind", "<strong>–</strong><span>too few pairs</span>")
        .doesNotContain("<h2>Attributes</h2>");
    assertThat(parsed(html).getElementsByTagName("svg").getLength()).isEqualTo(1);
    assertThat(parsed(html).getElementsByTagName("tr").getLength()).isEqualTo(1 + 5);
  }

  @Test
  void verificationLeadsWithAccuracyOnlyWherePairsOfBothKindsAreAsFrequent() {
    assertThat(leading(SamplePairs.of(3000, 2, 10, new Random(2)).judged()))
        .startsWith("<span>Verification accuracy</span>");
    VerificationMetrics rare = SamplePairs.of(3000, 30, 10, new Random(2)).judged();
    assertThat(leading(rare))
        .startsWith("<span>Area under the curve</span>")
        .contains(Html.percent(rare.areaUnderCurve()));
  }

  /** The page from its one leading tile on. */
  private static String leading(VerificationMetrics metrics) {
    String[] parts =
        HtmlReport.render(
                new ReportModel("faces", Map.of(), List.of(), "pairs", Judgement.of(metrics)))
            .split("<li class=\"lead\">", -1);
    assertThat(parts).hasSize(2);
    return parts[1];
  }

  @Test
  void sortsTheBarsByGain() {
    Metrics metrics = SampleReport.model().judgement().attributes().orElseThrow();
    String bars = GainBars.svg(metrics.attributes());

    List<String> byGain =
        metrics.attributes().stream()
            .sorted((a, b) -> Double.compare(b.gain(), a.gain()))
            .map(row -> ">" + row.attribute() + "<")
            .toList();
    assertThat(bars).containsSubsequence(byGain);
  }

  @Test
  void saysWhatIsUndefined() {
    assertThat(HtmlReport.render(SampleReport.model()))
        .contains("For 1 of the attributes a number is undefined")
        .contains("<td data-value=\"-2.0\">–</td>");
  }

  @Test
  void isTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    String expected = HtmlReport.render(SampleReport.model());
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(HtmlReport.render(SampleReport.model())).isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void replacesAnOlderReportAndLeavesNothingBeside() throws Exception {
    Path file = directory.resolve("report.html");
    Files.writeString(file, "old");

    HtmlReport.write(file, SampleReport.model());

    assertThat(file).hasContent(HtmlReport.render(SampleReport.model()));
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void namesTheFileThatItCannotWrite() {
    Path nowhere = directory.resolve("none/report.html");

    assertThatThrownBy(() -> HtmlReport.write(nowhere, SampleReport.model()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("The report cannot be written to " + nowhere);
  }

  /** XML is stricter than HTML: but for the declaration and empty tags the page is both. */
  private static Document parsed(String html) throws Exception {
    String xml =
        html.replace("<!DOCTYPE html>", "")
            .replaceAll("<meta ([^>]*[^/])>", "<meta $1/>")
            .replaceAll("(?s)(<(style|script)>).*?(</(style|script)>)", "$1$3");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml.strip())));
  }
}
