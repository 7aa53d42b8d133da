package dev.facet.exporter.inspect;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import dev.facet.exporter.PlainText;
import dev.facet.exporter.inspect.Inspection.NodeFacts;
import dev.facet.exporter.inspect.profile.Profile;
import dev.facet.exporter.onnx.outline.ModelOutline;
import dev.facet.exporter.onnx.outline.ValueOutline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a terminal shows of a model. */
public final class Summary {
  private static final int MOST_ROWS = 25;
  private static final int MOST_TIMES = 10;
  private static final int MOST_NAMES = 3;

  private final Inspection inspection;
  private final List<String> lines = new ArrayList<>();

  private Summary(Inspection inspection) {
    this.inspection = inspection;
  }

  /** The lines; each does nothing but show characters. */
  public static List<String> lines(Inspection inspection) {
    Summary summary = new Summary(inspection);
    summary.file();
    summary.values("input", inspection.file().outline().inputs());
    summary.values("output", inspection.file().outline().outputs());
    summary.costs();
    summary.operators();
    summary.unknown();
    summary.times();
    return summary.lines.stream().map(PlainText::of).toList();
  }

  private void file() {
    ModelFile file = inspection.file();
    ModelOutline model = file.outline();
    say("model", "%s, %s".formatted(PlainText.name(file.title()), Numbers.size(file.bytes())));
    String sets =
        model.operatorSets().entrySet().stream()
            .map(
                set ->
                    set.getKey().isEmpty()
                        ? "" + set.getValue()
                        : set.getKey() + " " + set.getValue())
            .collect(joining(", "));
    say(
        "written",
        "by %s, operator set %s, file format %d"
            .formatted(
                model.producer().isEmpty()
                    ? "an unknown producer"
                    : PlainText.name(model.producer()),
                sets.isEmpty() ? "unknown" : PlainText.name(sets),
                model.fileFormat()));
  }

  private void values(String heading, List<ValueOutline> values) {
    int width =
        values.stream().mapToInt(value -> PlainText.name(value.name()).length()).max().orElse(0);
    for (int i = 0; i < values.size(); i++) {
      ValueOutline value = values.get(i);
      say(
          i == 0 ? heading : "",
          pad(PlainText.name(value.name()), Math.min(width, 40)) + "  " + value.describe());
    }
  }

  private void costs() {
    say(
        "parameters",
        "%s in %d tensors; with all constants %s"
            .formatted(
                Numbers.count(inspection.parameters()),
                inspection.learnt().size(),
                Numbers.size(inspection.weightBytes())));
    String inputs =
        inspection.inputs().entrySet().stream()
            .map(input -> PlainText.name(input.getKey()) + " " + input.getValue())
            .collect(joining(", "));
    say(
        "work",
        "%s multiply-adds in a call%s%s"
            .formatted(
                Numbers.large(inspection.multiplyAdds()),
                inputs.isEmpty() ? "" : " with " + inputs,
                inspection.unknown().isEmpty() ? "" : ", and more that are unknown"));
  }

  private void operators() {
    List<OperatorRow> rows = OperatorRow.of(inspection);
    boolean before = inspection.translated().isPresent();
    boolean after = inspection.profile().isPresent();
    TextTable table = new TextTable("operators");
    if (before) {
      table.column("before passes");
    }
    table.column(before ? "in the file" : "count");
    if (after) {
      table.column("in ONNX Runtime");
    }
    table.column("multiply-adds").column("share");
    double all = Math.max(1, inspection.multiplyAdds());
    for (OperatorRow row : rows.subList(0, Math.min(MOST_ROWS, rows.size()))) {
      table.row(PlainText.name(row.kind()));
      if (before) {
        table.cell(row.translated());
      }
      table.cell(row.inFile());
      if (after) {
        table.cell(row.optimised());
      }
      table
          .cell(row.multiplyAdds() == 0 ? "" : Numbers.large(row.multiplyAdds()))
          .cell(row.multiplyAdds() == 0 ? "" : Numbers.percent(row.multiplyAdds() / all));
    }
    if (rows.size() > MOST_ROWS) {
      table.row("and %d more kinds".formatted(rows.size() - MOST_ROWS));
    }
    table.row("all");
    if (before) {
      table.cell(rows.stream().mapToLong(OperatorRow::translated).sum());
    }
    table.cell(rows.stream().mapToLong(OperatorRow::inFile).sum());
    if (after) {
      table.cell(rows.stream().mapToLong(OperatorRow::optimised).sum());
    }
    table.cell(Numbers.large(inspection.multiplyAdds()));
    lines.add("");
    lines.addAll(table.lines());
  }

  private void unknown() {
    Map<String, List<NodeFacts>> reasons =
        new TreeMap<>(
            inspection.unknown().stream()
                .collect(
                    groupingBy(
                        facts ->
                            facts.node().kind()
                                + " ("
                                + ((MultiplyAdds.Count.Unknown) facts.multiplyAdds()).why()
                                + ")")));
    if (reasons.isEmpty()) {
      return;
    }
    lines.add("");
    reasons.forEach(
        (reason, nodes) ->
            lines.add(
                "multiply-adds unknown: %s: %s%s"
                    .formatted(
                        PlainText.name(reason),
                        nodes.stream()
                            .limit(MOST_NAMES)
                            .map(facts -> PlainText.name(facts.node().name()))
                            .collect(joining(", ")),
                        nodes.size() > MOST_NAMES
                            ? " and %d more".formatted(nodes.size() - MOST_NAMES)
                            : "")));
  }

  private void times() {
    lines.add("");
    inspection.profile().ifPresent(this::times);
    inspection
        .noProfile()
        .ifPresent(why -> lines.add("time unknown: %s".formatted(PlainText.of(why))));
  }

  private void times(Profile profile) {
    lines.add(
        "time %s ms a call, median of %d, ONNX Runtime on one thread"
            .formatted(Numbers.milliseconds(profile.milliseconds()), profile.calls()));
    TextTable table = new TextTable("slowest").column("count").column("ms").column("share");
    List<TimeRow> rows = TimeRow.of(profile);
    for (TimeRow row : rows.subList(0, Math.min(MOST_TIMES, rows.size()))) {
      table
          .row(PlainText.name(row.kind()))
          .cell(row.count())
          .cell(Numbers.milliseconds(row.milliseconds()))
          .cell(Numbers.percent(row.share()));
    }
    lines.addAll(table.lines());
  }

  private void say(String heading, String text) {
    lines.add(pad(heading, 12) + text);
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
