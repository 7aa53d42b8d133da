package dev.facet.pipeline.canary;

import dev.facet.pipeline.gate.Evaluation;
import java.util.ArrayList;
import java.util.List;

/** What both functions answered while the new model had one share. */
final class Stage {
  private final String version;
  private final List<String> attributes;
  private final List<Double> times = new ArrayList<>();
  private final List<String> mistakes = new ArrayList<>();
  private final List<Double> servedTimes = new ArrayList<>();
  private int servedMistakes;
  private double largest;

  Stage(String version, List<String> attributes) {
    this.version = version;
    this.attributes = attributes;
  }

  void candidate(Endpoint.Answer answer, Evaluation.Face face) {
    times.add(answer.milliseconds());
    if (!answer.mistake().isEmpty()) {
      mistakes.add(answer.mistake());
    } else if (!answer.version().equals(version)) {
      mistakes.add("an answer of version %s instead of %s".formatted(answer.version(), version));
    } else {
      for (int a = 0; a < attributes.size(); a++) {
        Double probability = answer.probabilities().get(attributes.get(a));
        if (probability != null) { // a label may be hidden
          double difference = Math.abs(probability - face.probabilities()[a]);
          largest = Double.isNaN(difference) ? 1 : Math.max(largest, difference);
        }
      }
    }
  }

  void served(Endpoint.Answer answer) {
    if (answer.mistake().isEmpty()) {
      servedTimes.add(answer.milliseconds());
    } else {
      servedMistakes++;
    }
  }

  int asked() {
    return times.size();
  }

  List<Double> times() {
    return times;
  }

  List<String> mistakes() {
    return mistakes;
  }

  List<Double> servedTimes() {
    return servedTimes;
  }

  int servedMistakes() {
    return servedMistakes;
  }

  double largestDifference() {
    return largest;
  }
}
