package dev.facet.function.http.answer;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.facet.function.bundle.Manifest.OperatingPoint;
import dev.facet.function.model.ServedModel;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The answer to {@code POST /v1/verifications}.
 *
 * @param model which model answered
 * @param similarity the cosine of the two embeddings, -1 to 1
 * @param threshold from which similarity on two faces count as one person
 * @param falseAcceptRate how many pairs of different persons the threshold takes for one, 0 to 1
 * @param same whether the similarity reaches the threshold
 */
@JsonPropertyOrder({"model", "similarity", "threshold", "falseAcceptRate", "same"})
@Schema(description = "Whether two faces are of one person, and how often that is wrong.")
public record VerificationAnswer(
    @Schema(required = true) ModelReference model,
    @Schema(
            required = true,
            minimum = "-1",
            maximum = "1",
            description = "The cosine of the two embeddings.",
            examples = "0.71")
        double similarity,
    @Schema(
            required = true,
            minimum = "-1",
            maximum = "1",
            description = "From which similarity on two faces count as one person.",
            examples = "0.42")
        double threshold,
    @Schema(
            required = true,
            minimum = "0",
            maximum = "1",
            description =
                "The fraction of pairs of different persons that the threshold took for one when"
                    + " the model was measured.",
            examples = "0.001")
        double falseAcceptRate,
    @Schema(
            required = true,
            description = "Whether the similarity reaches the threshold.",
            examples = "true")
        boolean same) {

  /** The answer for a similarity at an operating point. */
  public static VerificationAnswer of(ServedModel model, double similarity, OperatingPoint point) {
    return new VerificationAnswer(
        ModelReference.of(model),
        similarity,
        point.threshold(),
        point.falseAcceptRate(),
        similarity >= point.threshold());
  }
}
