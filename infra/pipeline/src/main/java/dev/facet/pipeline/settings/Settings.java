package dev.facet.pipeline.settings;

import java.util.List;
import java.util.Map;

/**
 * What data and a model must keep. Fractions are in 0..1; the defaults and what each means stand in
 * {@code defaults.yaml}.
 *
 * @param data what the data must be like
 * @param gate what a new model must keep of the served one's quality
 * @param export which forms are made
 * @param canary how a new model is tried before it is served
 */
public record Settings(Data data, Gate gate, Export export, Canary canary) {
  /**
   * What the data must be like.
   *
   * @param faces the fewest faces of each partition, by its label
   * @param frequencyDrift how far the share of faces with an attribute may move
   * @param significance of the test that tells a move from chance, over all attributes together
   * @param personsApart whether a person may have faces in one partition only
   */
  public record Data(
      Map<String, Integer> faces,
      double frequencyDrift,
      double significance,
      boolean personsApart) {}

  /**
   * What a new model must keep.
   *
   * @param meanAccuracyDrop how much mean accuracy may be lost
   * @param gainOverMajority how much better than guessing the more frequent answer it must be
   * @param attributeDrop how much an attribute may lose beyond chance
   * @param attributeDropAtMost how much it may lose even by chance
   * @param significance of the test that tells a loss from chance, over all attributes together
   * @param floors the least accuracy of attributes, by name
   * @param groups attributes that part the faces in two groups each
   * @param groupDrop how much mean accuracy a group may lose
   * @param groupFaces groups with fewer faces than this are not compared
   * @param calibrationRise how much the mean calibration error may rise
   * @param parity the largest difference between model.onnx and the trained network
   * @param int8Drop how much accuracy the int8 form may lose against model.onnx
   * @param slowdown how many times as long as the served model's a call may take
   */
  public record Gate(
      double meanAccuracyDrop,
      double gainOverMajority,
      double attributeDrop,
      double attributeDropAtMost,
      double significance,
      Map<String, Double> floors,
      List<String> groups,
      double groupDrop,
      int groupFaces,
      double calibrationRise,
      double parity,
      double int8Drop,
      double slowdown) {}

  /**
   * Which forms are made.
   *
   * @param int8 also one in int8
   * @param fp16 also one for GPUs
   */
  public record Export(boolean int8, boolean fp16) {}

  /**
   * How a new model is tried.
   *
   * @param shares of the pictures that it answers, in percent, one stage after the other
   * @param pictures of each stage
   * @param difference the largest between an answer over HTTP and the evaluated network's
   * @param slowdown how many times the served model's 95th percentile an answer may take
   * @param slack milliseconds that are forgiven beside
   */
  public record Canary(
      List<Integer> shares, int pictures, double difference, double slowdown, double slack) {}
}
