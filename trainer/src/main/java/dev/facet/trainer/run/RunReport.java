package dev.facet.trainer.run;

import dev.facet.trainer.evaluate.EpochRow;
import dev.facet.trainer.report.HtmlReport;
import dev.facet.trainer.report.Judgement;
import dev.facet.trainer.report.ReportModel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells the story of a run as a page. */
public final class RunReport {
  private RunReport() {}

  /**
   * Writes a page.
   *
   * @param partition label of what was judged
   * @param judgement what was measured there
   * @throws dev.facet.trainer.data.DataException if the file cannot be written
   */
  public static void write(
      Path file, RunInfo info, List<EpochRow> epochs, String partition, Judgement judgement) {
    HtmlReport.write(
        file, new ReportModel(info.recipe(), facts(info), epochs, partition, judgement));
  }

  private static Map<String, String> facts(RunInfo info) {
    RunInfo.Dataset data = info.dataset();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Network", info.network() + ", " + number(info.parameters()) + " parameters");
    if (!info.start().source().isEmpty()) {
      facts.put("Began with", info.start().taken().size() + " arrays of " + info.start().source());
    }
    facts.put("Dataset", data.name() + " (" + data.licence() + ")");
    facts.put(
        "Faces",
        "%s to learn from, %s to choose by, %s to report on"
            .formatted(number(data.train()), number(data.validation()), number(data.test())));
    facts.put("Dataset digest", data.digest());
    facts.put("Seed", Long.toString(info.seed()));
    facts.put(
        "Engine",
        "%s, %s, %d threads"
            .formatted(info.engine().name(), info.engine().device(), info.engine().threads()));
    facts.put(
        "Training",
        String.format(
            Locale.ROOT,
            "%d epochs in %.1f minutes, %.0f images/s",
            info.epochs(),
            info.wallSeconds() / 60,
            info.imagesPerSecond()));
    facts.put("Facet", info.codeVersion());
    return facts;
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
