package dev.facet.trainer.report;

import static dev.facet.trainer.report.Html.at;
import static dev.facet.trainer.report.Html.escape;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Curves over the epochs as SVG.
 *
 * @param title what is shown, for the caption
 * @param series at least one, of which one has a point
 */
record LineChart(String title, List<Series> series) {
  private static final int WIDTH = 340;
  private static final int HEIGHT = 200;
  private static final int LEFT = 48;
  private static final int RIGHT = 12;
  private static final int TOP = 22;
  private static final int BOTTOM = 26;

  /** One curve: its name, its class of style, and a point for each epoch that has a value. */
  record Series(String name, String style, List<Point> points) {}

  /** A value of an epoch. */
  record Point(int epoch, double value) {}

  /** The chart as a figure. */
  String figure() {
    List<Point> all = series.stream().flatMap(each -> each.points().stream()).toList();
    Ticks rows =
        Ticks.around(
            all.stream().mapToDouble(Point::value).min().orElseThrow(),
            all.stream().mapToDouble(Point::value).max().orElseThrow());
    int first = all.stream().mapToInt(Point::epoch).min().orElseThrow();
    int last = all.stream().mapToInt(Point::epoch).max().orElseThrow();
    Frame frame = new Frame(first, last, rows);
    StringBuilder out = new StringBuilder();
    out.append("<figure><figcaption>").append(escape(title)).append("</figcaption>\n");
    out.append(
        String.format(
            Locale.ROOT,
            "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n",
            WIDTH,
            HEIGHT,
            escape(title + ": " + inWords())));
    for (double row : rows.values()) {
      out.append(
          String.format(
              Locale.ROOT,
              "<line class=\"grid\" x1=\"%d\" y1=\"%s\" x2=\"%d\" y2=\"%s\"/>",
              LEFT,
              at(frame.y(row)),
              WIDTH - RIGHT,
              at(frame.y(row))));
      out.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%d\" y=\"%s\" text-anchor=\"end\">%s</text>\n",
              LEFT - 6,
              at(frame.y(row) + 4),
              rows.label(row)));
    }
    for (int epoch : Stream.of(first, last).distinct().toList()) {
      out.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%s\" y=\"%d\" text-anchor=\"middle\">%d</text>\n",
              at(frame.x(epoch)),
              HEIGHT - 8,
              epoch));
    }
    out.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">epoch</text>\n",
            (LEFT + WIDTH - RIGHT) / 2,
            HEIGHT - 8));
    int legend = LEFT;
    for (Series each : series) {
      out.append(curve(each, frame));
      out.append(
          String.format(
              Locale.ROOT,
              "<text class=\"%s\" x=\"%d\" y=\"12\">%s</text>\n",
              each.style(),
              legend,
              escape(each.name())));
      legend += 120;
    }
    return out.append("</svg></figure>\n").toString();
  }

  private String inWords() {
    return series.stream()
        .filter(each -> !each.points().isEmpty())
        .map(
            each ->
                String.format(
                    Locale.ROOT,
                    "%s from %s to %s",
                    each.name(),
                    rounded(each.points().getFirst().value()),
                    rounded(each.points().getLast().value())))
        .collect(Collectors.joining(", "));
  }

  private static String rounded(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }

  private static String curve(Series series, Frame frame) {
    if (series.points().size() == 1) {
      Point only = series.points().getFirst();
      return String.format(
          Locale.ROOT,
          "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"3\"/>\n",
          series.style(),
          at(frame.x(only.epoch())),
          at(frame.y(only.value())));
    }
    return series.points().stream()
        .map(point -> at(frame.x(point.epoch())) + "," + at(frame.y(point.value())))
        .collect(
            Collectors.joining(
                " ",
                String.format(Locale.ROOT, "<polyline class=\"%s\" points=\"", series.style()),
                "\"/>\n"));
  }

  /** Where epochs and values lie on the canvas. */
  private record Frame(int first, int last, Ticks rows) {
    double x(int epoch) {
      double share = last == first ? 0.5 : (double) (epoch - first) / (last - first);
      return LEFT + share * (WIDTH - LEFT - RIGHT);
    }

    double y(double value) {
      double share = (value - rows.least()) / (rows.most() - rows.least());
      return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP);
    }
  }
}
