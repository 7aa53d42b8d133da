package dev.facet.function.http.answer;

import dev.facet.function.bundle.Manifest;
import java.nio.FloatBuffer;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A face.
 *
 * @param attributes those that are told, in the order of the model's labels
 */
@Schema(description = "A face and its attributes.")
public record FaceAnswer(
    @Schema(required = true, description = "In the order of the model's labels.")
        List<AttributeAnswer> attributes) {

  /** Copies the list. */
  public FaceAnswer {
    attributes = List.copyOf(attributes);
  }

  static FaceAnswer of(Manifest manifest, List<Integer> told, FloatBuffer probabilities) {
    return new FaceAnswer(
        told.stream().map(i -> AttributeAnswer.of(manifest, i, probabilities.get(i))).toList());
  }
}
