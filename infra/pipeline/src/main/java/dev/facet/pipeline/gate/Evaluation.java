package dev.facet.pipeline.gate;

import dev.facet.pipeline.Json;
import dev.facet.pipeline.PipelineException;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code facet-trainer evaluate} writes about a run on some faces, as far as it is compared.
 *
 * @param metrics the numbers over all faces
 * @param said what it says of every face
 */
public record Evaluation(Metrics metrics, Said said) {
  /**
   * Numbers over all faces.
   *
   * @param images how many
   * @param means over the attributes
   * @param attributes one by one
   */
  public record Metrics(int images, Means means, List<Attribute> attributes) {}

  /**
   * Means over the attributes, in 0..1.
   *
   * @param accuracy the share of answers that are right
   * @param majorityAccuracy the same of always guessing the more frequent answer
   * @param calibrationError the expected one
   */
  public record Means(double accuracy, double majorityAccuracy, double calibrationError) {}

  /**
   * One attribute.
   *
   * @param attribute its name
   * @param threshold from which probability on it counts as present
   * @param accuracy the share of faces that are judged right
   */
  public record Attribute(String attribute, double threshold, double accuracy) {}

  /**
   * What is said of every face.
   *
   * @param attributes in label order
   * @param faces one after the other
   */
  public record Said(List<String> attributes, List<Face> faces) {}

  /**
   * A face.
   *
   * @param picture its file
   * @param labels {@code [A]}
   * @param probabilities {@code [A]}, in 0..1
   */
  @SuppressWarnings("ArrayRecordComponent") // read, never compared
  public record Face(String picture, boolean[] labels, float[] probabilities) {}

  /**
   * Reads the two files of an evaluation.
   *
   * @throws PipelineException if they cannot be read
   */
  public static Evaluation read(Path metrics, Path predictions) {
    return new Evaluation(Json.read(metrics, Metrics.class), Json.read(predictions, Said.class));
  }

  /**
   * One attribute's numbers.
   *
   * @throws PipelineException if it was not judged
   */
  public Attribute attribute(String name) {
    return metrics.attributes().stream()
        .filter(each -> each.attribute().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new PipelineException("The evaluation does not judge %s.".formatted(name)));
  }

  /** For each face, whether an attribute is judged right. */
  boolean[] right(String name) {
    int a = said.attributes().indexOf(name);
    double threshold = attribute(name).threshold();
    boolean[] right = new boolean[said.faces().size()];
    for (int i = 0; i < right.length; i++) {
      Face face = said.faces().get(i);
      right[i] = face.probabilities()[a] >= threshold == face.labels()[a];
    }
    return right;
  }

  /** For each face, whether it shows an attribute. */
  boolean[] shown(String name) {
    int a = said.attributes().indexOf(name);
    boolean[] shown = new boolean[said.faces().size()];
    for (int i = 0; i < shown.length; i++) {
      shown[i] = said.faces().get(i).labels()[a];
    }
    return shown;
  }
}
