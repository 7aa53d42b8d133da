package dev.facet.function.http.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.facet.function.bundle.Manifest;
import dev.facet.function.explanation.Mask;
import dev.facet.function.inference.Reading;
import dev.facet.function.model.ServedModel;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The answer to {@code POST /v1/explanations}.
 *
 * @param model which model answered
 * @param attribute that was asked about
 * @param probability of the attribute, 0 to 1; absent when the model computes none
 * @param group of attributes that look at the same places
 * @param mask where the network looks for the group
 * @param affinity how much the attribute heeds each; absent when the model computes none
 */
@JsonPropertyOrder({"model", "attribute", "probability", "group", "mask", "affinity"})
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(description = "Where the network looks for an attribute.")
public record ExplanationAnswer(
    @Schema(required = true) ModelReference model,
    @Schema(required = true, examples = "Smiling") String attribute,
    @Schema(implementation = Float.class, minimum = "0", maximum = "1", examples = "0.93")
        Optional<Float> probability,
    @Schema(
            required = true,
            description = "The group of attributes that look at the same places.",
            examples = "mouth")
        String group,
    @Schema(required = true) MaskAnswer mask,
    @Schema(
            implementation = AffinityAnswer[].class,
            description =
                "How much the attribute heeds each attribute, in the order of the model's labels;"
                    + " only of models with a graph over attributes.")
        Optional<List<AffinityAnswer>> affinity) {

  /**
   * The answer for an attribute.
   *
   * @param label the index of the attribute
   * @param told the indices of the attributes that are told
   */
  public static ExplanationAnswer of(
      ServedModel model,
      int label,
      String group,
      Mask mask,
      List<Integer> told,
      Reading.Read reading) {
    List<String> labels = model.manifest().labels();
    return new ExplanationAnswer(
        ModelReference.of(model),
        labels.get(label),
        output(reading, Manifest.PROBABILITIES).map(values -> values.get(label)),
        group,
        MaskAnswer.of(mask),
        output(reading, Manifest.AFFINITY).map(values -> affinities(labels, label, told, values)));
  }

  private static Optional<FloatBuffer> output(Reading.Read reading, String name) {
    return reading.outputs().containsKey(name) ? Optional.of(reading.of(name)) : Optional.empty();
  }

  private static List<AffinityAnswer> affinities(
      List<String> labels, int label, List<Integer> told, FloatBuffer values) {
    return told.stream()
        .map(i -> new AffinityAnswer(labels.get(i), values.get(label * labels.size() + i)))
        .toList();
  }

  /**
   * A mask.
   *
   * @param height its rows
   * @param width the values of a row
   * @param values {@code [height, width]}, 0 to 1
   */
  @Schema(
      name = "Mask",
      description = "How much each part of what the network sees of the image matters, 0 to 1.")
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record MaskAnswer(
      @Schema(required = true, examples = "7") int height,
      @Schema(required = true, examples = "6") int width,
      @Schema(required = true, description = "Rows from the top, values from the left.")
          float[][] values) {

    static MaskAnswer of(Mask mask) {
      float[][] values = new float[mask.height()][mask.width()];
      for (int y = 0; y < mask.height(); y++) {
        for (int x = 0; x < mask.width(); x++) {
          values[y][x] = mask.at(y, x);
        }
      }
      return new MaskAnswer(mask.height(), mask.width(), values);
    }
  }

  /**
   * How much the attribute heeds another.
   *
   * @param name of the other
   * @param weight 0 to 1 where the network normalises by rows
   */
  @Schema(name = "Affinity", description = "How much the attribute heeds another.")
  public record AffinityAnswer(
      @Schema(required = true, examples = "Mouth_Slightly_Open") String name,
      @Schema(required = true, examples = "0.21") float weight) {}
}
