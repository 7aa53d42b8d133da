package dev.facet.trainer.report;

import static dev.facet.trainer.report.Html.at;
import static dev.facet.trainer.report.Html.percent;

import dev.facet.trainer.evaluate.verification.RocPoint;
import dev.facet.trainer.evaluate.verification.TarAtFar;
import dev.facet.trainer.evaluate.verification.VerificationMetrics;
import java.util.Locale;

/**
 * The ROC curve as SVG over a logarithmic axis of FAR. The curve is drawn in steps, as it was
 * measured: between two points the true accept rate is that of the left one.
 */
final class RocChart {
  private static final int SIZE = 320;
  private static final int LEFT = 44;
  private static final int TOP = 12;
  private static final int MOST_DECADES = 5;

  private RocChart() {}

  static String svg(VerificationMetrics metrics) {
    int decades = decades(metrics.differentPairs());
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            """
        <svg viewBox="0 0 %d %d" role="img" aria-label="ROC curve: true accept rate by false \
        accept rate on a logarithmic axis; the table below holds some of its numbers">
        """,
            LEFT + SIZE + 14,
            TOP + SIZE + 44));
    grid(out, decades);
    out.append("<polyline class=\"first\" points=\"").append(steps(metrics, decades));
    out.append("\"/>\n");
    for (TarAtFar each : metrics.tarAtFar()) {
      each.trueAcceptRate().ifPresent(tar -> out.append(mark(each, tar, decades)));
    }
    return out.append("</svg>\n").toString();
  }

  /** So many that one false accept is on the axis: 10,000 pairs of two persons show four. */
  private static int decades(int differentPairs) {
    return Math.clamp((int) Math.floor(Math.log10(differentPairs)), 1, MOST_DECADES);
  }

  private static void grid(StringBuilder out, int decades) {
    for (int tick = 0; tick <= 10; tick += 2) {
      double y = y(tick / 10.0);
      out.append(
          String.format(
              Locale.ROOT,
              """
          <line class="grid" x1="%d" y1="%s" x2="%d" y2="%s"/>\
          <text x="%d" y="%s" text-anchor="end">%d %%</text>
          """,
              LEFT,
              at(y),
              LEFT + SIZE,
              at(y),
              LEFT - 6,
              at(y + 4),
              10 * tick));
    }
    for (int decade = 0; decade <= decades; decade++) {
      double rate = Math.pow(10, -decade);
      double x = x(rate, decades);
      out.append(
          String.format(
              Locale.ROOT,
              """
          <line class="grid" x1="%s" y1="%d" x2="%s" y2="%d"/>\
          <text x="%s" y="%d" text-anchor="middle">%s</text>
          """,
              at(x),
              TOP,
              at(x),
              TOP + SIZE,
              at(x),
              TOP + SIZE + 18,
              VerificationSection.rate(rate)));
    }
    out.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">false accept rate</text>\n",
            LEFT + SIZE / 2,
            TOP + SIZE + 36));
  }

  private static String steps(VerificationMetrics metrics, int decades) {
    StringBuilder points = new StringBuilder();
    double reached = 0;
    boolean begun = false;
    for (RocPoint point : metrics.curve()) {
      double x = x(point.falseAcceptRate(), decades);
      boolean shown = x > LEFT;
      if (shown && !begun) {
        add(points, LEFT, reached);
        begun = true;
      }
      if (shown) {
        add(points, x, reached);
        add(points, x, point.trueAcceptRate());
      }
      reached = point.trueAcceptRate();
    }
    return points.toString().strip();
  }

  private static void add(StringBuilder points, double x, double trueAcceptRate) {
    points.append(at(x)).append(',').append(at(y(trueAcceptRate))).append(' ');
  }

  private static String mark(TarAtFar each, double tar, int decades) {
    return String.format(
        Locale.ROOT,
        """
        <circle class="first" cx="%s" cy="%s" r="4"><title>TAR %s %% at FAR %s</title></circle>
        """,
        at(x(each.falseAcceptRate(), decades)),
        at(y(tar)),
        percent(tar),
        VerificationSection.rate(each.falseAcceptRate()));
  }

  /** Rates below the axis lie at its left end. */
  private static double x(double falseAcceptRate, int decades) {
    double share = falseAcceptRate <= 0 ? 0 : 1 + Math.log10(falseAcceptRate) / decades;
    return LEFT + Math.max(0, share) * SIZE;
  }

  private static double y(double share) {
    return TOP + (1 - share) * SIZE;
  }
}
