package dev.facet.trainer.report;

import dev.facet.trainer.data.CelebaAttribute;
import dev.facet.trainer.evaluate.EpochRow;
import dev.facet.trainer.evaluate.SampleMetrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** A report of made-up numbers. */
final class SampleReport {
  private SampleReport() {}

  static ReportModel model() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Dataset", "drawn faces, 2,000 in all");
    facts.put("Recipe", "pse-small");
    facts.put("Seed", "17");
    facts.put("Engine", "made up for a test");
    return new ReportModel(
        "pse-small on drawn faces",
        facts,
        epochs(18),
        "test",
        Judgement.of(SampleMetrics.of(600, CelebaAttribute.labels())));
  }

  static List<EpochRow> epochs(int count) {
    List<EpochRow> epochs = new ArrayList<>();
    for (int epoch = 1; epoch <= count; epoch++) {
      double progress = epoch / 18.0;
      epochs.add(
          new EpochRow(
              epoch,
              0.2 + 0.4 * Math.exp(-3 * progress),
              OptionalDouble.of(0.26 + 0.3 * Math.exp(-3 * progress)),
              epoch % 2 == 0
                  ? OptionalDouble.of(0.89 - 0.1 * Math.exp(-4 * progress))
                  : OptionalDouble.empty(),
              0.001 * (1 + Math.cos(Math.PI * progress)),
              240,
              29,
              0.01));
    }
    return epochs;
  }
}
