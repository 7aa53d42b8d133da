package dev.facet.trainer.report;

import static dev.facet.trainer.report.Html.at;
import static dev.facet.trainer.report.Html.count;
import static dev.facet.trainer.report.Html.percent;

import dev.facet.trainer.evaluate.ReliabilityBin;
import java.util.List;
import java.util.Locale;

/** How often an attribute is there, by the probability that was predicted for it. */
final class ReliabilityDiagram {
  private static final int SIZE = 320;
  private static final int LEFT = 44;
  private static final int TOP = 12;
  private static final int BARS = 44;

  private ReliabilityDiagram() {}

  /** The diagram as SVG: a point for each bin, below it how many predictions the bin holds. */
  static String svg(List<ReliabilityBin> bins) {
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            """
        <svg viewBox="0 0 %d %d" role="img" aria-label="Reliability diagram: fraction of faces \
        that show the attribute, by predicted probability">
        """,
            LEFT + SIZE + 14,
            TOP + SIZE + BARS + 44));
    for (int tick = 0; tick <= 10; tick += 2) {
      double share = tick / 10.0;
      out.append(
          String.format(
              Locale.ROOT,
              """
          <line class="grid" x1="%d" y1="%s" x2="%d" y2="%s"/>\
          <text x="%d" y="%s" text-anchor="end">%d %%</text>\
          <text x="%s" y="%d" text-anchor="middle">%d %%</text>
          """,
              LEFT,
              at(y(share)),
              LEFT + SIZE,
              at(y(share)),
              LEFT - 6,
              at(y(share) + 4),
              10 * tick,
              at(x(share)),
              TOP + SIZE + BARS + 22,
              10 * tick));
    }
    out.append(
        String.format(
            Locale.ROOT,
            "<line class=\"ideal\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>\n",
            at(x(0)),
            at(y(0)),
            at(x(1)),
            at(y(1))));
    StringBuilder line = new StringBuilder();
    int most = bins.stream().mapToInt(ReliabilityBin::count).max().orElse(1);
    for (ReliabilityBin bin : bins) {
      if (bin.count() > 0) {
        line.append(at(x(bin.meanProbability()))).append(',');
        line.append(at(y(bin.fractionPresent()))).append(' ');
        out.append(bin(bin, most));
      }
    }
    out.append(
        String.format(
            Locale.ROOT, "<polyline class=\"first\" points=\"%s\"/>\n", line.toString().strip()));
    out.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%s\" y=\"%d\" text-anchor=\"middle\">predicted probability</text>\n",
            at(x(0.5)),
            TOP + SIZE + BARS + 38));
    return out.append("</svg>\n").toString();
  }

  private static String bin(ReliabilityBin bin, int most) {
    double height = (double) BARS * bin.count() / most;
    return String.format(
        Locale.ROOT,
        """
        <circle class="first" cx="%s" cy="%s" r="4"><title>%s to %s %%: %s predictions, mean \
        %s %%, present %s %%</title></circle>\
        <rect class="base" x="%s" y="%s" width="%s" height="%s"/>
        """,
        at(x(bin.meanProbability())),
        at(y(bin.fractionPresent())),
        percent(bin.from()),
        percent(bin.to()),
        count(bin.count()),
        percent(bin.meanProbability()),
        percent(bin.fractionPresent()),
        at(x(bin.from()) + 1),
        at(TOP + SIZE + 4 + BARS - height),
        at(x(bin.to()) - x(bin.from()) - 2),
        at(height));
  }

  private static double x(double share) {
    return LEFT + share * SIZE;
  }

  private static double y(double share) {
    return TOP + (1 - share) * SIZE;
  }
}
