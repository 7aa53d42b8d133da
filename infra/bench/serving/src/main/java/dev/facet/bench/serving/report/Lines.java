package dev.facet.bench.serving.report;

import java.awt.Color;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Some values over one other. */
public final class Lines {
  private Lines() {}

  /**
   * A chart of one line a name.
   *
   * @param lines by name, as many values each as {@code x} has
   */
  public static XYChart of(
      String title, String across, String up, List<Double> x, Map<String, List<Double>> lines) {
    XYChart chart =
        new XYChartBuilder()
            .width(720)
            .height(400)
            .title(title)
            .xAxisTitle(across)
            .yAxisTitle(up)
            .build();
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setPlotBorderVisible(false);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
    chart.getStyler().setYAxisMin(0.0);
    if (x.size() > 100) {
      chart.getStyler().setMarkerSize(0);
    }
    lines.forEach((name, values) -> chart.addSeries(name, x, values));
    return chart;
  }
}
