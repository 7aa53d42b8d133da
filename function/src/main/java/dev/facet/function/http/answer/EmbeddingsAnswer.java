package dev.facet.function.http.answer;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.facet.function.inference.Reading;
import dev.facet.function.model.ServedModel;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The answer to {@code POST /v1/embeddings}.
 *
 * @param model which model answered
 * @param images one for each image of the request, in the order sent
 */
@JsonPropertyOrder({"model", "images"})
@Schema(description = "The embeddings of the faces in the images of a request.")
public record EmbeddingsAnswer(
    @Schema(required = true) ModelReference model,
    @Schema(required = true, description = "One for each image sent, in the same order.")
        List<EmbeddedImage> images) {

  /** Copies the list. */
  public EmbeddingsAnswer {
    images = List.copyOf(images);
  }

  /** The answer for these readings. */
  public static EmbeddingsAnswer of(ServedModel model, List<Reading> readings) {
    return new EmbeddingsAnswer(
        ModelReference.of(model), readings.stream().map(EmbeddedImage::of).toList());
  }
}
