package dev.facet.function.http.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.facet.function.bundle.Manifest;
import dev.facet.function.inference.Reading;
import dev.facet.function.problem.Problem;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What became of one image: its faces, or the problem in their place.
 *
 * @param faces the faces; an aligned crop is one face
 * @param problem why there are none
 */
@JsonPropertyOrder({"faces", "problem"})
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(
    description =
        "The faces of an image with their embeddings, or the problem in their place: one of the"
            + " two.")
public record EmbeddedImage(
    @Schema(implementation = EmbeddedFace[].class) Optional<List<EmbeddedFace>> faces,
    @Schema(implementation = Problem.class) Optional<Problem> problem) {

  static EmbeddedImage of(Reading reading) {
    return switch (reading) {
      case Reading.Read read ->
          new EmbeddedImage(
              Optional.of(List.of(EmbeddedFace.of(read.of(Manifest.EMBEDDING)))), Optional.empty());
      case Reading.Refused refused ->
          new EmbeddedImage(Optional.empty(), Optional.of(refused.problem().problem()));
    };
  }
}
