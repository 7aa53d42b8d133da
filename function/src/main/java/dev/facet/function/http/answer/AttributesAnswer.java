package dev.facet.function.http.answer;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.facet.function.access.AttributePolicy;
import dev.facet.function.inference.Reading;
import dev.facet.function.model.ServedModel;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The answer to {@code POST /v1/attributes}.
 *
 * @param model which model answered
 * @param images one for each image of the request, in the order sent
 */
@JsonPropertyOrder({"model", "images"})
@Schema(description = "The attributes of the faces in the images of a request.")
public record AttributesAnswer(
    @Schema(required = true) ModelReference model,
    @Schema(required = true, description = "One for each image sent, in the same order.")
        List<ImageAnswer> images) {

  /** Copies the list. */
  public AttributesAnswer {
    images = List.copyOf(images);
  }

  /** The answer for these readings, with the attributes that are told. */
  public static AttributesAnswer of(
      ServedModel model, AttributePolicy policy, List<Reading> readings) {
    List<Integer> told = policy.places(model.manifest());
    return new AttributesAnswer(
        ModelReference.of(model),
        readings.stream().map(reading -> ImageAnswer.of(model.manifest(), told, reading)).toList());
  }
}
