package dev.facet.function.http.answer;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.facet.function.bundle.Manifest;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One attribute of a face.
 *
 * @param name the model's label
 * @param probability 0 to 1
 * @param present whether the probability reaches the model's threshold for the attribute
 */
@JsonPropertyOrder({"name", "probability", "present"})
@Schema(description = "One attribute of a face.")
public record AttributeAnswer(
    @Schema(required = true, examples = "Smiling") String name,
    @Schema(required = true, minimum = "0", maximum = "1", examples = "0.93") float probability,
    @Schema(
            required = true,
            description = "Whether the probability reaches the model's threshold.",
            examples = "true")
        boolean present) {

  static AttributeAnswer of(Manifest manifest, int label, float probability) {
    String name = manifest.labels().get(label);
    return new AttributeAnswer(name, probability, probability >= manifest.thresholds().get(name));
  }
}
