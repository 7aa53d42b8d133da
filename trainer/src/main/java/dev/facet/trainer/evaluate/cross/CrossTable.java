package dev.facet.trainer.evaluate.cross;

import dev.facet.trainer.evaluate.cross.CrossMetrics.Cell;
import dev.facet.trainer.evaluate.cross.CrossMetrics.Row;
import dev.facet.trainer.evaluate.table.MarkdownTable;
import dev.facet.trainer.evaluate.table.Percent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A cross-dataset table as text. */
public final class CrossTable {
  private CrossTable() {}

  /** Markdown, accuracies in percent; a run's own dataset is marked with a star. */
  public static String of(CrossMetrics metrics) {
    MarkdownTable table =
        new MarkdownTable(
            Stream.concat(
                    Stream.of("trained on", "run"), metrics.data().stream().map("on "::concat))
                .toArray(String[]::new));
    boolean alike =
        metrics.rows().stream()
                .flatMap(row -> row.cells().stream())
                .map(Cell::attributes)
                .distinct()
                .count()
            == 1;
    for (Row row : metrics.rows()) {
      List<String> cells = new ArrayList<>(List.of(row.trainedOn(), row.run()));
      row.cells().forEach(cell -> cells.add(text(cell, alike)));
      table.row(cells.toArray(String[]::new));
    }
    if (alike) {
      List<String> majority = new ArrayList<>(List.of("the more frequent class", ""));
      metrics
          .rows()
          .getFirst()
          .cells()
          .forEach(cell -> majority.add(Percent.of(cell.majorityAccuracy())));
      table.row(majority.toArray(String[]::new));
    }
    return table.text() + "\n" + notes(metrics, alike);
  }

  private static String text(Cell cell, boolean alike) {
    return (cell.own() ? "*" : "")
        + Percent.of(cell.accuracy())
        + (alike ? "" : " (%d)".formatted(cell.attributes().size()));
  }

  private static String notes(CrossMetrics metrics, boolean alike) {
    String attributes =
        alike
            ? "over %d attributes"
                .formatted(metrics.rows().getFirst().cells().getFirst().attributes().size())
            : "over the attributes that run and dataset share (how many stands in brackets: cells"
                + " with others cannot be compared)";
    return "Mean accuracy in percent on the partition %s,\n%s.\n*: the run learnt from this dataset.\n"
        .formatted(metrics.partition(), attributes);
  }
}
