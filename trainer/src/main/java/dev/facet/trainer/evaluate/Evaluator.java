package dev.facet.trainer.evaluate;

import dev.facet.trainer.data.DataException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Compares predicted probabilities with labels. Immutable. */
public final class Evaluator {
  private static final double DEFAULT_THRESHOLD = 0.5;

  private final List<String> attributes;
  private final List<Double> thresholds;
  private final Optional<List<Double>> trainPrevalence;

  /**
   * Judges these attributes at thresholds of 0.5; the majority class is taken from the judged
   * faces.
   *
   * @throws IllegalArgumentException if there are none
   */
  public Evaluator(List<String> attributes) {
    this(
        List.copyOf(attributes),
        Collections.nCopies(attributes.size(), DEFAULT_THRESHOLD),
        Optional.empty());
    if (attributes.isEmpty()) {
      throw new IllegalArgumentException("there must be an attribute to judge, found none");
    }
  }

  private Evaluator(
      List<String> attributes, List<Double> thresholds, Optional<List<Double>> trainPrevalence) {
    this.attributes = attributes;
    this.thresholds = thresholds;
    this.trainPrevalence = trainPrevalence;
  }

  /**
   * The same with a threshold in 0..1 for each attribute: it is predicted from there on.
   *
   * @throws IllegalArgumentException if their number or one of them breaks the rule
   */
  public Evaluator withThresholds(List<Double> values) {
    return new Evaluator(attributes, requireFractions("threshold", values), trainPrevalence);
  }

  /**
   * The same with the majority class taken from the train partition.
   *
   * @param prevalence for each attribute the fraction in 0..1 of train faces that show it; at one
   *     half or less the baseline guesses that a face does not
   * @throws IllegalArgumentException if their number or one of them breaks the rule
   */
  public Evaluator withTrainPrevalence(List<Double> prevalence) {
    return new Evaluator(
        attributes, thresholds, Optional.of(requireFractions("prevalence", prevalence)));
  }

  /**
   * Judges predictions.
   *
   * @param probabilities {@code [N, A]}: for each face and attribute, in 0..1
   * @param labels {@code [N, A]}: whether the face shows it
   * @throws DataException if a probability is not in 0..1, as those of a network that diverged
   * @throws IllegalArgumentException if there are no faces or the shapes disagree
   */
  public Metrics evaluate(float[][] probabilities, boolean[][] labels) {
    requireShapes(probabilities, labels);
    int images = probabilities.length;
    Calibration together = new Calibration();
    List<AttributeMetrics> results = new ArrayList<>();
    int[] rightOfImage = new int[images];
    for (int a = 0; a < attributes.size(); a++) {
      float[] predicted = new float[images];
      boolean[] truth = new boolean[images];
      for (int i = 0; i < images; i++) {
        predicted[i] = requireProbability(probabilities[i][a], i, a);
        truth[i] = labels[i][a];
        rightOfImage[i] += predicted[i] >= thresholds.get(a) == truth[i] ? 1 : 0;
      }
      Calibration calibration = new Calibration();
      results.add(judge(a, predicted, truth, calibration));
      together.add(calibration);
    }
    return new Metrics(
        images,
        trainPrevalence.isPresent() ? MajoritySource.TRAIN : MajoritySource.EVALUATED,
        MeanMetrics.of(results, standardError(rightOfImage)),
        results,
        together.bins());
  }

  private AttributeMetrics judge(
      int attribute, float[] predicted, boolean[] truth, Calibration calibration) {
    double threshold = thresholds.get(attribute);
    int[][] counts = new int[2][2];
    for (int i = 0; i < truth.length; i++) {
      counts[truth[i] ? 1 : 0][predicted[i] >= threshold ? 1 : 0]++;
      calibration.add(predicted[i], truth[i]);
    }
    double prevalence = (double) (counts[1][0] + counts[1][1]) / truth.length;
    boolean mostlyPresent =
        trainPrevalence.map(list -> list.get(attribute)).orElse(prevalence) > 0.5;
    return new AttributeMetrics(
        attributes.get(attribute),
        threshold,
        counts[1][1],
        counts[0][1],
        counts[0][0],
        counts[1][0],
        mostlyPresent ? prevalence : 1 - prevalence,
        AveragePrecision.of(predicted, truth),
        calibration.expectedError());
  }

  private OptionalDouble standardError(int[] rightOfImage) {
    int images = rightOfImage.length;
    if (images < 2) {
      return OptionalDouble.empty();
    }
    double mean = 0;
    for (int right : rightOfImage) {
      mean += (double) right / attributes.size() / images;
    }
    double squares = 0;
    for (int right : rightOfImage) {
      double distance = (double) right / attributes.size() - mean;
      squares += distance * distance;
    }
    return OptionalDouble.of(Math.sqrt(squares / (images - 1) / images));
  }

  private float requireProbability(float value, int image, int attribute) {
    if (!(value >= 0 && value <= 1)) {
      throw new DataException(
          "The network's probability of %s for image %d is %s, which is not in 0..1: its weights"
                  .formatted(attributes.get(attribute), image, value)
              + " are unusable, so lower the learning rate and train again.");
    }
    return value;
  }

  private void requireShapes(float[][] probabilities, boolean[][] labels) {
    if (probabilities.length == 0 || probabilities.length != labels.length) {
      throw new IllegalArgumentException(
          "probabilities and labels must be of the same faces, found %d and %d"
              .formatted(probabilities.length, labels.length));
    }
    for (int i = 0; i < labels.length; i++) {
      if (probabilities[i].length != attributes.size() || labels[i].length != attributes.size()) {
        throw new IllegalArgumentException(
            "face %d must have %d probabilities and labels, found %d and %d"
                .formatted(i, attributes.size(), probabilities[i].length, labels[i].length));
      }
    }
  }

  private List<Double> requireFractions(String name, List<Double> values) {
    if (values.size() != attributes.size()) {
      throw new IllegalArgumentException(
          "every attribute needs a %s, found %d for %d attributes"
              .formatted(name, values.size(), attributes.size()));
    }
    for (double value : values) {
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException(name + " must be in 0..1, found " + value);
      }
    }
    return List.copyOf(values);
  }
}
