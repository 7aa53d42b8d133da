package dev.facet.trainer.report;

import static dev.facet.trainer.report.Html.at;
import static dev.facet.trainer.report.Html.escape;
import static dev.facet.trainer.report.Html.percent;
import static dev.facet.trainer.report.Html.signed;

import dev.facet.trainer.evaluate.AttributeMetrics;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A bar for each attribute: the majority's accuracy, and what the network adds or loses. */
final class GainBars {
  private static final int WIDTH = 900;
  private static final int ROW = 20;
  private static final int LEFT = 190;
  private static final int RIGHT = 120;
  private static final int TOP = 20;

  private GainBars() {}

  /** The bars as SVG, the largest gain first. */
  static String svg(List<AttributeMetrics> attributes) {
    List<AttributeMetrics> sorted =
        attributes.stream()
            .sorted(Comparator.comparingDouble(AttributeMetrics::gain).reversed())
            .toList();
    double least =
        sorted.stream()
            .mapToDouble(row -> Math.min(row.accuracy(), row.majorityAccuracy()))
            .min()
            .orElseThrow();
    // Bars of shares begin at zero or say where: half is where a coin begins.
    double from = least >= 0.5 ? 0.5 : 0;
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            """
        <svg viewBox="0 0 %d %d" role="img" aria-label="Accuracy of each attribute beside the \
        majority baseline, sorted by gain; the table below holds the same numbers">
        """,
            WIDTH,
            TOP + ROW * sorted.size() + 4));
    for (int tick = (int) (from * 10); tick <= 10; tick++) {
      double x = x(tick / 10.0, from);
      out.append(
          String.format(
              Locale.ROOT,
              "<line class=\"grid\" x1=\"%s\" y1=\"%d\" x2=\"%s\" y2=\"%d\"/>",
              at(x),
              TOP - 4,
              at(x),
              TOP + ROW * sorted.size()));
      out.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%s\" y=\"11\" text-anchor=\"middle\">%d %%</text>\n",
              at(x),
              10 * tick));
    }
    for (int i = 0; i < sorted.size(); i++) {
      out.append(row(sorted.get(i), TOP + ROW * i, from));
    }
    return out.append("</svg>\n").toString();
  }

  private static String row(AttributeMetrics row, int y, double from) {
    boolean better = row.gain() >= 0;
    double base = x(Math.min(row.accuracy(), row.majorityAccuracy()), from);
    double end = x(Math.max(row.accuracy(), row.majorityAccuracy()), from);
    return String.format(
        Locale.ROOT,
        """
        <text class="strong" x="%d" y="%d" text-anchor="end">%s</text>\
        <rect class="base" x="%d" y="%d" width="%s" height="13"/>\
        <rect class="%s" x="%s" y="%d" width="%s" height="13"/>\
        <text class="strong" x="%d" y="%d">%s</text>\
        <text class="%s" x="%d" y="%d">%s</text>
        """,
        LEFT - 8,
        y + 12,
        escape(row.attribute()),
        LEFT,
        y + 2,
        at(base - LEFT),
        better ? "first" : "worse",
        at(base),
        y + 2,
        at(end - base),
        WIDTH - RIGHT + 14,
        y + 12,
        percent(row.accuracy()),
        better ? "first" : "worse",
        WIDTH - RIGHT + 60,
        y + 12,
        signed(row.gain()));
  }

  private static double x(double fraction, double from) {
    return LEFT + (fraction - from) / (1 - from) * (WIDTH - LEFT - RIGHT);
  }
}
