package dev.facet.function.http.answer;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.facet.function.access.AttributePolicy;
import dev.facet.function.model.Models;
import dev.facet.function.model.ServedModel;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The answer to {@code GET /v1/models}.
 *
 * @param models every model that is served
 */
@Schema(description = "The models that are served.")
public record ModelList(@Schema(required = true) List<Entry> models) {

  /** Copies the list. */
  public ModelList {
    models = List.copyOf(models);
  }

  /** The list of these models. */
  public static ModelList of(Models models, AttributePolicy policy) {
    return new ModelList(
        models.all().stream()
            .map(model -> Entry.of(model, policy, model == models.preferred()))
            .toList());
  }

  /**
   * A model that is served.
   *
   * @param name of the model
   * @param version of the model
   * @param sha256 of its ONNX file
   * @param network the kind of network
   * @param labels those of its attributes that are told, in the order of answers
   * @param outputs what its network computes, in alphabetical order
   * @param isDefault whether it answers when a request names no model
   */
  @JsonPropertyOrder({"name", "version", "sha256", "network", "labels", "outputs", "default"})
  @Schema(name = "ModelEntry", description = "A model that is served.")
  public record Entry(
      @Schema(required = true, examples = "celeba-pse") String name,
      @Schema(required = true, examples = "1.0.0") String version,
      @Schema(required = true, description = "SHA-256 of the model's ONNX file.") String sha256,
      @Schema(required = true, examples = "pse") String network,
      @Schema(required = true) List<String> labels,
      @Schema(required = true, examples = "[\"embedding\"]") List<String> outputs,
      @Schema(required = true, description = "Whether it answers when a request names no model.")
          @com.fasterxml.jackson.annotation.JsonProperty("default")
          boolean isDefault) {

    /** Copies the list. */
    public Entry {
      labels = List.copyOf(labels);
      outputs = List.copyOf(outputs);
    }

    static Entry of(ServedModel model, AttributePolicy policy, boolean isDefault) {
      return new Entry(
          model.manifest().name(),
          model.manifest().version(),
          model.sha256(),
          model.manifest().network(),
          policy.labels(model.manifest()),
          model.manifest().outputs().keySet().stream().sorted().toList(),
          isDefault);
    }
  }
}
