package dev.facet.bench.serving.report;

import java.awt.Color;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.CategoryStyler;

/** A bar for each of a few things. */
public final class Bars {
  private Bars() {}

  /** A chart of one value a name. */
  public static CategoryChart of(
      String title, String unit, List<String> names, List<Double> values) {
    CategoryChart chart =
        new CategoryChartBuilder().width(720).height(360).title(title).yAxisTitle(unit).build();
    CategoryStyler styler = chart.getStyler();
    styler.setLegendVisible(false);
    styler.setLabelsVisible(true);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setAvailableSpaceFill(0.5);
    styler.setYAxisMin(0.0);
    chart.addSeries(unit, names, values);
    return chart;
  }
}
