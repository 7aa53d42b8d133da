package dev.facet.trainer.evaluate;

import static java.util.Objects.requireNonNull;

import dev.facet.trainer.data.DataException;
import java.util.List;

/**
 * What a network says of some faces beside what their labels say, column by column, so that the two
 * may name attributes in different orders and one may know more than the other.
 */
public final class Predictions {
  /** An attribute is predicted as present from this probability on. */
  public static final double THRESHOLD = 0.5;

  private final List<String> attributes;
  private final float[][] probabilities;
  private final List<String> labelled;
  private final boolean[][] labels;
  private final int[] identities;

  /**
   * Takes the arrays as they are; they must not change afterwards.
   *
   * @param attributes what is predicted
   * @param probabilities {@code [N][A]}, in 0..1, in the order of {@code attributes}
   * @param labelled what is labelled
   * @param labels {@code [N][L]}, in the order of {@code labelled}
   * @param identities {@code [N]}: the person's number, or -1 where it is not known
   * @throws IllegalArgumentException if the shapes disagree or there are no faces
   */
  public Predictions(
      List<String> attributes,
      float[][] probabilities,
      List<String> labelled,
      boolean[][] labels,
      int[] identities) {
    this.attributes = List.copyOf(attributes);
    this.probabilities = requireNonNull(probabilities, "probabilities is null");
    this.labelled = List.copyOf(labelled);
    this.labels = requireNonNull(labels, "labels is null");
    this.identities = requireNonNull(identities, "identities is null");
    int faces = probabilities.length;
    if (faces == 0 || labels.length != faces || identities.length != faces) {
      throw new IllegalArgumentException(
          "predictions, labels and identities must be of the same faces, found %d, %d and %d"
              .formatted(faces, labels.length, identities.length));
    }
    for (int i = 0; i < faces; i++) {
      if (probabilities[i].length != attributes.size() || labels[i].length != labelled.size()) {
        throw new IllegalArgumentException(
            "face %d must have %d probabilities and %d labels, found %d and %d"
                .formatted(
                    i,
                    attributes.size(),
                    labelled.size(),
                    probabilities[i].length,
                    labels[i].length));
      }
    }
  }

  /** How many faces there are. */
  public int size() {
    return probabilities.length;
  }

  /** What is predicted, in the order of the network's outputs. */
  public List<String> attributes() {
    return attributes;
  }

  /** The person's number of each face, -1 where it is not known; a fresh copy. */
  public int[] identities() {
    return identities.clone();
  }

  /** What is said of a face, {@code [A]}, in 0..1: a copy. */
  public float[] probabilities(int face) {
    return probabilities[face].clone();
  }

  /** Whether the faces are labelled with an attribute. */
  public boolean isLabelled(String attribute) {
    return labelled.contains(attribute);
  }

  /**
   * Whether each face shows an attribute by its label, {@code [N]}.
   *
   * @throws DataException if the faces are not labelled with it
   */
  public boolean[] shown(String attribute) {
    int column = labelled.indexOf(attribute);
    if (column < 0) {
      throw new DataException(
          "The faces are not labelled with %s: use data that is, or leave the attribute out."
              .formatted(attribute));
    }
    boolean[] values = new boolean[labels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = labels[i][column];
    }
    return values;
  }

  /**
   * Whether each face is predicted to show an attribute, {@code [N]}.
   *
   * @throws IllegalArgumentException if it is not predicted
   */
  public boolean[] predicted(String attribute) {
    int column = requirePredicted(attribute);
    boolean[] values = new boolean[probabilities.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = probabilities[i][column] >= THRESHOLD;
    }
    return values;
  }

  /**
   * The same faces with some of the predicted attributes, in the order given.
   *
   * @throws IllegalArgumentException if one is not predicted
   */
  public Predictions only(List<String> some) {
    int[] columns = some.stream().mapToInt(this::requirePredicted).toArray();
    float[][] chosen = new float[size()][columns.length];
    for (int i = 0; i < chosen.length; i++) {
      for (int a = 0; a < columns.length; a++) {
        chosen[i][a] = probabilities[i][columns[a]];
      }
    }
    return new Predictions(some, chosen, labelled, labels, identities);
  }

  /**
   * Judges every predicted attribute.
   *
   * @throws DataException if one is not labelled, or a probability is not in 0..1
   * @throws IllegalArgumentException if nothing is predicted
   */
  public Metrics metrics() {
    boolean[][] truth = new boolean[size()][attributes.size()];
    for (int a = 0; a < attributes.size(); a++) {
      boolean[] column = shown(attributes.get(a));
      for (int i = 0; i < truth.length; i++) {
        truth[i][a] = column[i];
      }
    }
    return new Evaluator(attributes).evaluate(probabilities, truth);
  }

  private int requirePredicted(String attribute) {
    int column = attributes.indexOf(attribute);
    if (column < 0) {
      throw new IllegalArgumentException(
          "%s is not among the predicted attributes %s".formatted(attribute, attributes));
    }
    return column;
  }
}
