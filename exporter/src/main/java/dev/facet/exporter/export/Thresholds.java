package dev.facet.exporter.export;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.inference.AlternativeHypothesis;
import org.apache.commons.math3.stat.inference.BinomialTest;

/**
 * Chooses for each attribute from which probability on it is present: the threshold with most right
 * answers on validation faces, if choosing one beats 0.5 by more than chance. That is tried on one
 * half of the faces with the threshold that was chosen on the other half; what is chance is said by
 * McNemar's exact test on the faces that the two answer differently, at 5 % over all attributes
 * together (Bonferroni).
 */
final class Thresholds {
  static final double USUAL = 0.5;

  private static final double CHANCE = 0.05;
  private static final double STEPS = 10_000;

  private Thresholds() {}

  /**
   * One threshold for each attribute, in 0..1, with four digits.
   *
   * @param attributes in the order of the columns
   * @param probabilities {@code [N][A]}, in 0..1
   * @param labels {@code [N][A]}
   */
  static Map<String, Double> choose(
      List<String> attributes, float[][] probabilities, boolean[][] labels) {
    Map<String, Double> thresholds = new LinkedHashMap<>();
    for (int a = 0; a < attributes.size(); a++) {
      List<Face> faces = new ArrayList<>();
      for (int i = 0; i < labels.length; i++) {
        faces.add(new Face(probabilities[i][a], labels[i][a]));
      }
      boolean worthIt = isBetter(faces, CHANCE / attributes.size());
      thresholds.put(attributes.get(a), worthIt ? best(faces) : USUAL);
    }
    return thresholds;
  }

  /** What is said of a face and what is true. */
  private record Face(float probability, boolean shows) {
    boolean isRightAt(double threshold) {
      return probability >= threshold == shows;
    }
  }

  /** The threshold with most right answers; of several the one closest to 0.5. */
  private static double best(List<Face> faces) {
    List<Face> sorted = new ArrayList<>(faces);
    sorted.sort(Comparator.comparingDouble(Face::probability));
    long right = sorted.stream().filter(Face::shows).count(); // all are said to show it
    long most = sorted.stream().filter(face -> face.isRightAt(USUAL)).count();
    double best = USUAL;
    for (int i = 0; i + 1 < sorted.size(); i++) {
      right += sorted.get(i).shows() ? -1 : 1;
      double between = (sorted.get(i).probability() + sorted.get(i + 1).probability()) / 2.0;
      double threshold = Math.round(between * STEPS) / STEPS;
      boolean parts =
          sorted.get(i).probability() < threshold && sorted.get(i + 1).probability() >= threshold;
      boolean closer = Math.abs(threshold - USUAL) < Math.abs(best - USUAL);
      if (parts && (right > most || (right == most && best != USUAL && closer))) {
        most = right;
        best = threshold;
      }
    }
    return best;
  }

  /** Whether chance alone would rarely let a chosen threshold beat 0.5 so clearly. */
  private static boolean isBetter(List<Face> faces, double chance) {
    double threshold = best(half(faces, 0));
    int won = 0;
    int lost = 0;
    for (Face face : half(faces, 1)) {
      if (face.isRightAt(threshold) != face.isRightAt(USUAL)) {
        won += face.isRightAt(threshold) ? 1 : 0;
        lost += face.isRightAt(threshold) ? 0 : 1;
      }
    }
    return won + lost > 0
        && new BinomialTest()
                .binomialTest(won + lost, won, USUAL, AlternativeHypothesis.GREATER_THAN)
            < chance;
  }

  /** Every other face, from the first or the second on. */
  private static List<Face> half(List<Face> faces, int first) {
    return IntStream.range(0, faces.size())
        .filter(i -> i % 2 == first)
        .mapToObj(faces::get)
        .toList();
  }
}
