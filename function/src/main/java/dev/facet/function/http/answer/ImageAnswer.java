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
@Schema(description = "The faces of an image, or the problem in their place: one of the two.")
public record ImageAnswer(
    @Schema(implementation = FaceAnswer[].class) Optional<List<FaceAnswer>> faces,
    @Schema(implementation = Problem.class) Optional<Problem> problem) {

  static ImageAnswer of(Manifest manifest, List<Integer> told, Reading reading) {
    return switch (reading) {
      case Reading.Read read ->
          new ImageAnswer(
              Optional.of(List.of(FaceAnswer.of(manifest, told, read.of(Manifest.PROBABILITIES)))),
              Optional.empty());
      case Reading.Refused refused ->
          new ImageAnswer(Optional.empty(), Optional.of(refused.problem().problem()));
    };
  }
}
