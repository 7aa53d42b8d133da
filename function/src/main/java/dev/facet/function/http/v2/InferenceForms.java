package dev.facet.function.http.v2;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Requests for inference and their answers, for the OpenAPI document. */
public final class InferenceForms {
  /** The name under which the document has what all forms of the call share. */
  public static final String REFERENCE = "Inference";

  /** The header that says how many bytes of a body are JSON. */
  public static final String JSON_LENGTH = "Inference-Header-Content-Length";

  static final String NAME = "The name of a model; its highest version answers.";
  static final String VERSION = "A version of the model.";

  static final String DESCRIPTION =
      """
      Runs a model on images that the caller has decoded, cropped and scaled to the model's input: \
      UINT8 [N, H, W, 3], red, green and blue. Without `outputs` all outputs come back.

      With the extension for binary tensors, `binary_data_size` in an input's parameters says that \
      its numbers follow the JSON, and `binary_data` in an output's parameters (or \
      `binary_data_output` in those of the request) asks for an output to come back so: FP32, \
      little-endian. A request whose Inference-Header-Content-Length is 0 is nothing but the \
      tensor, and all outputs come back binary.

      Mistakes are answered as {"error": ...}, as the protocol has it.""";

  /** An example of a request. */
  public static final String ASKED =
      """
      {
        "id": "42",
        "inputs": [
          {"name": "images", "datatype": "UINT8", "shape": [1, 2, 1, 3], "data": [1, 2, 3, 4, 5, 6]}
        ],
        "outputs": [{"name": "probabilities"}]
      }""";

  /** An example of an answer. */
  public static final String ANSWERED =
      """
      {
        "model_name": "celeba-pse",
        "model_version": "1.1.0",
        "id": "42",
        "outputs": [
          {"name": "probabilities", "datatype": "FP32", "shape": [1, 2], "data": [0.02, 0.93]}
        ]
      }""";

  private InferenceForms() {}

  /** A request. */
  @Schema(name = "InferenceRequest", description = "A tensor for a model.")
  public record Request(
      @Schema(description = "Comes back in the answer.", examples = "42") String id,
      Map<String, Object> parameters,
      @Schema(required = true, description = "The tensor 'images'.", minItems = 1, maxItems = 1)
          List<Tensor> inputs,
      @Schema(description = "Which outputs are wanted; without it all.") List<Wanted> outputs) {}

  /** A tensor. */
  @Schema(name = "Tensor", description = "A tensor.")
  public record Tensor(
      @Schema(required = true, examples = "images") String name,
      @Schema(required = true, examples = "UINT8") String datatype,
      @Schema(required = true, examples = "[1, 109, 89, 3]") List<Integer> shape,
      @Schema(description = "With binary_data_size, when the numbers follow the JSON.")
          Map<String, Object> parameters,
      @Schema(
              implementation = Object[].class,
              description = "The numbers, in one flat list or nested as the shape is.")
          Object data) {}

  /** An output that is wanted. */
  @Schema(name = "WantedTensor", description = "An output that is wanted.")
  public record Wanted(
      @Schema(required = true, examples = "probabilities") String name,
      @Schema(description = "With binary_data, when the numbers shall follow the JSON.")
          Map<String, Object> parameters) {}

  /** An answer. */
  @Schema(name = "InferenceAnswer", description = "The outputs of a model.")
  public record Answer(
      @Schema(required = true, examples = "celeba-pse") @JsonProperty("model_name")
          String modelName,
      @Schema(required = true, examples = "1.1.0") @JsonProperty("model_version")
          String modelVersion,
      @Schema(description = "That of the request, if it had one.", examples = "42") String id,
      @Schema(required = true) List<Tensor> outputs) {}
}
