package dev.facet.function.http.answer;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.facet.function.model.ServedModel;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Which model answered.
 *
 * @param name of the model
 * @param version of the model
 * @param sha256 of its ONNX file, lower-case hexadecimal
 */
@JsonPropertyOrder({"name", "version", "sha256"})
@Schema(description = "Which model answered.")
public record ModelReference(
    @Schema(required = true, examples = "celeba-pse") String name,
    @Schema(required = true, examples = "1.0.0") String version,
    @Schema(
            required = true,
            description = "SHA-256 of the model's ONNX file.",
            pattern = "^[0-9a-f]{64}$",
            examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String sha256) {

  /** The reference to a model. */
  public static ModelReference of(ServedModel model) {
    return new ModelReference(model.manifest().name(), model.manifest().version(), model.sha256());
  }
}
