package dev.facet.pipeline.data;

import dev.facet.pipeline.gate.Figures;
import dev.facet.pipeline.gate.Row;
import dev.facet.pipeline.gate.Verdict;
import dev.facet.pipeline.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.inference.ChiSquareTest;

/**
 * Whether data may be learnt from: enough faces, the labels that the served model reads, and shares
 * of faces with each attribute that have not drifted from those of the served model's data.
 *
 * <p>A share has drifted that moved by more than a limit and by more than chance explains:
 * Pearson's chi-squared test of the two counts, with Bonferroni's correction for the number of
 * attributes.
 */
public final class DataCheck {
  private final Settings.Data settings;

  /** By these settings. */
  public DataCheck(Settings.Data settings) {
    this.settings = settings;
  }

  /**
   * Compares.
   *
   * @param data what there is
   * @param served what the served model learnt from, if one is served
   */
  public Verdict judge(DataFacts data, Optional<DataFacts> served) {
    List<Row> rows = new ArrayList<>();
    settings.faces().forEach((label, least) -> rows.add(faces(label, least, data, served)));
    rows.add(persons(data));
    served.ifPresent(
        before -> {
          rows.add(labels(data, before));
          List<String> common =
              before.attributes().stream().filter(data.attributes()::contains).toList();
          for (String attribute : common) {
            rows.add(drift(attribute, data, before, common.size()));
          }
        });
    return new Verdict("Data", rows);
  }

  private static Row faces(String label, int least, DataFacts data, Optional<DataFacts> served) {
    int found = size(data, label);
    return Row.of(
        "faces in " + label,
        served.map(before -> Integer.toString(size(before, label))).orElse(""),
        Integer.toString(found),
        "at least " + least,
        found >= least,
        "The %s partition has %d faces, but at least %d are needed: add faces, or lower data.faces.%s."
            .formatted(label, found, least, label));
  }

  private static int size(DataFacts data, String label) {
    DataFacts.Part part = data.partitions().get(label);
    return part == null ? 0 : part.faces();
  }

  private Row persons(DataFacts data) {
    int shared =
        data.partitions().values().stream().mapToInt(DataFacts.Part::elsewhere).max().orElse(0);
    return Row.of(
        "persons in two partitions",
        "",
        Integer.toString(shared),
        settings.personsApart() ? "0" : "not limited",
        !settings.personsApart() || shared == 0,
        "%d persons have faces in more than one partition, so that the test is not of strangers: part the faces by person."
            .formatted(shared));
  }

  private static Row labels(DataFacts data, DataFacts before) {
    List<String> missing =
        before.attributes().stream().filter(label -> !data.attributes().contains(label)).toList();
    return Row.of(
        "labels",
        Integer.toString(before.attributes().size()),
        Integer.toString(data.attributes().size()),
        "all that are served",
        missing.isEmpty(),
        "The served model reads %s, which the data no longer label: callers would lose them."
            .formatted(String.join(", ", missing)));
  }

  private Row drift(String attribute, DataFacts data, DataFacts before, int tests) {
    double was = (double) before.present(attribute) / before.faces();
    double is = (double) data.present(attribute) / data.faces();
    double p =
        chance(before.present(attribute), before.faces(), data.present(attribute), data.faces());
    boolean drifted =
        Math.abs(is - was) > settings.frequencyDrift() && p * tests < settings.significance();
    return Row.of(
        "share with " + attribute,
        Figures.percent(was),
        Figures.percent(is),
        "± " + Figures.percent(settings.frequencyDrift()),
        !drifted,
        "%s is on %s of the faces where it was on %s of the served model's (%s, p = %s): the data have drifted; if that is meant, raise data.frequencyDrift."
            .formatted(
                attribute,
                Figures.percent(is),
                Figures.percent(was),
                Figures.points(is - was),
                Figures.number(p)));
  }

  /** How probable so different counts are if both come from one population. */
  private static double chance(long present, long faces, long otherPresent, long otherFaces) {
    long all = present + otherPresent;
    if (all == 0 || all == faces + otherFaces) {
      return 1; // the same everywhere: nothing to test
    }
    return ChiSquareTest.withDefaults()
        .test(new long[][] {{present, faces - present}, {otherPresent, otherFaces - otherPresent}})
        .getPValue();
  }
}
