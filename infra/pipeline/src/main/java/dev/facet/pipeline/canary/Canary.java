package dev.facet.pipeline.canary;

import dev.facet.pipeline.gate.Evaluation;
import dev.facet.pipeline.gate.Figures;
import dev.facet.pipeline.gate.Row;
import dev.facet.pipeline.gate.Verdict;
import dev.facet.pipeline.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A new model answers a growing share of real pictures beside the served one. A stage that fails
 * ends the trial: no answer may be missing, each must be the new version's and what the evaluated
 * network said of the same picture, and answers may not take much longer than the served model's.
 */
public final class Canary {
  private final Settings.Canary settings;
  private final String model;

  /**
   * By these settings.
   *
   * @param model its name
   */
  public Canary(Settings.Canary settings, String model) {
    this.settings = settings;
    this.model = model;
  }

  /**
   * Runs the stages; where nothing is served the new model answers all.
   *
   * @param version that must answer
   * @param candidate the function with the new model
   * @param served the one with the served model
   * @param said what the evaluated network said of the pictures
   */
  public Verdict run(
      String version, Endpoint candidate, Optional<Endpoint> served, Evaluation.Said said) {
    List<Row> rows = new ArrayList<>();
    List<Double> servedTimes = new ArrayList<>();
    int next = 0;
    warmUp(candidate, said);
    served.ifPresent(endpoint -> warmUp(endpoint, said));
    for (int share : served.isPresent() ? settings.shares() : List.of(100)) {
      Stage stage = new Stage(version, said.attributes());
      for (int i = 0; i < settings.pictures(); i++) {
        Evaluation.Face face = said.faces().get(next++ % said.faces().size());
        Path picture = Path.of(face.picture());
        if (isCandidates(i, share)) {
          stage.candidate(candidate.ask(picture, model), face);
        } else {
          stage.served(served.orElseThrow().ask(picture, model));
        }
      }
      servedTimes.addAll(stage.servedTimes());
      rows.addAll(judge(share, stage, servedTimes));
      if (!rows.stream().allMatch(Row::passes)) {
        break;
      }
    }
    return new Verdict("Canary", rows);
  }

  private void warmUp(Endpoint endpoint, Evaluation.Said said) {
    for (int i = 0; i < Math.min(settings.pictures(), said.faces().size()); i++) {
      endpoint.ask(Path.of(said.faces().get(i).picture()), model);
    }
  }

  /** Spreads a share evenly over the pictures. */
  static boolean isCandidates(int picture, int share) {
    return (long) (picture + 1) * share / 100 > (long) picture * share / 100;
  }

  private List<Row> judge(int share, Stage stage, List<Double> servedTimes) {
    String at = " at %d %%".formatted(share);
    double difference = stage.largestDifference();
    double is = Percentile.of95(stage.times());
    double was = Percentile.of95(servedTimes);
    boolean slow = !servedTimes.isEmpty() && is - settings.slack() > was * settings.slowdown();
    return List.of(
        Row.of(
            "errors" + at,
            Integer.toString(stage.servedMistakes()),
            "%d of %d".formatted(stage.mistakes().size(), stage.asked()),
            "0",
            stage.mistakes().isEmpty(),
            "With the new model %d of %d pictures were not answered as they should be, the first with %s."
                .formatted(
                    stage.mistakes().size(),
                    stage.asked(),
                    stage.mistakes().stream().findFirst().orElse("nothing"))),
        Row.of(
            "difference from the evaluation" + at,
            "",
            Figures.number(difference),
            "at most " + Figures.number(settings.difference()),
            difference <= settings.difference(),
            "A probability over HTTP differs by %s from what the evaluated network said of the same picture: at most %s is allowed."
                .formatted(Figures.number(difference), Figures.number(settings.difference()))),
        Row.of(
            "95th percentile" + at,
            servedTimes.isEmpty() ? "" : Figures.milliseconds(was),
            Figures.milliseconds(is),
            servedTimes.isEmpty()
                ? ""
                : "%s times and %s"
                    .formatted(
                        Figures.number(settings.slowdown()),
                        Figures.milliseconds(settings.slack())),
            !slow,
            "One of twenty answers takes %s or longer where the served model's take %s."
                .formatted(Figures.milliseconds(is), Figures.milliseconds(was))));
  }
}
