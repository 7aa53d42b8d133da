package dev.facet.pipeline.gate;

import dev.facet.pipeline.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/** Whether a new model reads the faces of every group as well as the served one. */
final class GroupGate {
  private final Settings.Gate settings;

  GroupGate(Settings.Gate settings) {
    this.settings = settings;
  }

  /** A line for the faces with and one for those without each grouping attribute. */
  List<Row> judge(Evaluation candidate, Evaluation served, List<String> attributes) {
    List<Row> rows = new ArrayList<>();
    for (String by : settings.groups()) {
      if (!candidate.said().attributes().contains(by)) {
        rows.add(
            new Row(
                "group " + by,
                "",
                "",
                "",
                "gate.groups names %s, which the data do not label.".formatted(by)));
        continue;
      }
      boolean[] shown = candidate.shown(by);
      for (boolean with : new boolean[] {true, false}) {
        rows.add(row(by, with, shown, candidate, served, attributes));
      }
    }
    return rows;
  }

  private Row row(
      String by,
      boolean with,
      boolean[] shown,
      Evaluation candidate,
      Evaluation served,
      List<String> attributes) {
    String name = "mean accuracy %s %s".formatted(with ? "with" : "without", by);
    int faces = count(shown, with);
    if (faces < settings.groupFaces()) {
      return Row.passes(
          name,
          "",
          "%d faces: too few".formatted(faces),
          "from %d on".formatted(settings.groupFaces()));
    }
    double is = accuracy(candidate, attributes, shown, with) / faces;
    double was = accuracy(served, attributes, shown, with) / faces;
    return Row.of(
        name,
        Figures.percent(was),
        Figures.percent(is),
        "loses at most " + Figures.percent(settings.groupDrop()),
        is >= was - settings.groupDrop(),
        "On the %d faces %s %s the new model reads %s of the answers right where the served one reads %s (%s): at most %s may be lost."
            .formatted(
                faces,
                with ? "with" : "without",
                by,
                Figures.percent(is),
                Figures.percent(was),
                Figures.points(is - was),
                Figures.percent(settings.groupDrop())));
  }

  private static int count(boolean[] shown, boolean with) {
    int faces = 0;
    for (boolean each : shown) {
      faces += each == with ? 1 : 0;
    }
    return faces;
  }

  /** The right answers of a group's faces, as a mean over the attributes. */
  private static double accuracy(
      Evaluation evaluation, List<String> attributes, boolean[] shown, boolean with) {
    double right = 0;
    for (String attribute : attributes) {
      boolean[] each = evaluation.right(attribute);
      for (int i = 0; i < each.length; i++) {
        right += each[i] && shown[i] == with ? 1 : 0;
      }
    }
    return right / attributes.size();
  }
}
