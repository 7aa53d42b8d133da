package dev.facet.trainer.predict;

import dev.facet.trainer.data.DataException;
import dev.facet.trainer.data.Example;
import dev.facet.trainer.data.FaceStore;
import dev.facet.trainer.evaluate.Evaluator;
import dev.facet.trainer.evaluate.Metrics;
import dev.facet.trainer.evaluate.verification.VerificationMetrics;
import dev.facet.trainer.network.Network;
import dev.facet.trainer.network.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Judges what a network says about faces of which attributes, persons or both are known. */
public final class Judge {
  private static final double LEAST = 1e-7;

  private final Network network;
  private final int[] columns;

  /**
   * A judge.
   *
   * @param attributes of the data, among them those of the network
   */
  public Judge(Network network, List<String> attributes) {
    this.network = network;
    this.columns = network.attributes().stream().mapToInt(attributes::indexOf).toArray();
  }

  /**
   * The numbers that an epoch is judged by.
   *
   * @param loss sum over attributes of mean cross-entropies, absent without attributes
   * @param accuracy mean over faces and attributes at threshold 0.5, in 0..1, absent without
   *     attributes
   * @param verification the area under the ROC curve over pairs of faces, in 0..1, absent without
   *     an embedding or without persons enough
   */
  public record Quick(OptionalDouble loss, OptionalDouble accuracy, OptionalDouble verification) {}

  /** The outputs that it wants to see. */
  public List<String> outputs() {
    List<String> outputs = new ArrayList<>();
    if (!network.attributes().isEmpty()) {
      outputs.add(Tensors.PROBABILITIES);
    }
    if (network.embedding() > 0) {
      outputs.add(Tensors.EMBEDDING);
    }
    return outputs;
  }

  /**
   * Judges predictions for an epoch.
   *
   * @param outputs by name, as {@link Predictor#predict} gives them
   * @param strangers those of the faces whose persons the network has not learnt from
   * @throws DataException if one is not a number
   */
  public Quick quickly(Map<String, float[][]> outputs, FaceStore faces, List<Example> strangers) {
    outputs.values().forEach(Judge::requireNumbers);
    OptionalDouble verification =
        persons(outputs, faces, strangers).stream()
            .mapToDouble(VerificationMetrics::areaUnderCurve)
            .findFirst();
    if (columns.length == 0) {
      return new Quick(OptionalDouble.empty(), OptionalDouble.empty(), verification);
    }
    float[][] probabilities = outputs.get(Tensors.PROBABILITIES);
    double loss = 0;
    long right = 0;
    for (int i = 0; i < probabilities.length; i++) {
      boolean[] labels = labels(faces, i);
      for (int a = 0; a < labels.length; a++) {
        double p = probabilities[i][a];
        loss -= Math.log(Math.max(LEAST, labels[a] ? p : 1 - p));
        right += (p >= 0.5) == labels[a] ? 1 : 0;
      }
    }
    double faceCount = Math.max(1, probabilities.length);
    return new Quick(
        OptionalDouble.of(loss / faceCount),
        OptionalDouble.of(right / (faceCount * columns.length)),
        verification);
  }

  /** Judges the attributes in full, if the network has any. */
  public Optional<Metrics> attributes(Map<String, float[][]> outputs, FaceStore faces) {
    if (columns.length == 0) {
      return Optional.empty();
    }
    boolean[][] truth =
        IntStream.range(0, faces.size())
            .mapToObj(face -> labels(faces, face))
            .toArray(boolean[][]::new);
    return Optional.of(
        new Evaluator(network.attributes()).evaluate(outputs.get(Tensors.PROBABILITIES), truth));
  }

  /**
   * Judges how well the embedding tells persons apart, if the network has one and the faces are of
   * persons enough.
   *
   * @param strangers those of the faces whose persons the network has not learnt from
   */
  public Optional<VerificationMetrics> persons(
      Map<String, float[][]> outputs, FaceStore faces, List<Example> strangers) {
    return network.embedding() == 0
        ? Optional.empty()
        : Strangers.judge(outputs.get(Tensors.EMBEDDING), faces, strangers);
  }

  private boolean[] labels(FaceStore faces, int face) {
    boolean[] labels = new boolean[columns.length];
    for (int a = 0; a < columns.length; a++) {
      labels[a] = faces.example(face).shows(columns[a]);
    }
    return labels;
  }

  private static void requireNumbers(float[][] rows) {
    for (float[] row : rows) {
      for (float value : row) {
        if (!Float.isFinite(value)) {
          throw new DataException(
              "the network answers %s for a validation face: it diverged; lower".formatted(value)
                  + " optimizer.learningRate and begin in a new --out.");
        }
      }
    }
  }
}
