package dev.facet.function.http.v2;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.facet.function.bundle.Manifest;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a model takes and gives.
 *
 * @param name of the model
 * @param versions that are served
 * @param platform always {@code onnx_onnxv1}
 * @param inputs always {@code images}
 * @param outputs in the order of the manifest
 */
@JsonPropertyOrder({"name", "versions", "platform", "inputs", "outputs"})
@Schema(description = "What a model takes and gives.")
record ModelMetadata(
    @Schema(required = true, examples = "celeba-pse") String name,
    @Schema(required = true, examples = "[\"1.1.0\"]") List<String> versions,
    @Schema(required = true, examples = "onnx_onnxv1") String platform,
    @Schema(required = true) List<TensorMetadata> inputs,
    @Schema(required = true) List<TensorMetadata> outputs) {
  static final String INPUT_TYPE = "UINT8";
  static final String OUTPUT_TYPE = "FP32";

  private static final int ANY = -1;

  /** Copies the lists. */
  ModelMetadata {
    versions = List.copyOf(versions);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /**
   * The metadata of a model.
   *
   * @param told which of its outputs may be told
   * @param versions of the model that are served
   */
  static ModelMetadata of(Manifest manifest, Set<String> told, List<String> versions) {
    int[] input = {ANY, manifest.height(), manifest.width(), Manifest.CHANNELS};
    return new ModelMetadata(
        manifest.name(),
        versions,
        "onnx_onnxv1",
        List.of(
            new TensorMetadata(Manifest.IMAGES, INPUT_TYPE, IntStream.of(input).boxed().toList())),
        manifest.outputs().values().stream()
            .filter(output -> told.contains(output.name()))
            .map(ModelMetadata::output)
            .toList());
  }

  private static TensorMetadata output(Manifest.Output output) {
    List<Integer> shape = output.shape().stream().map(axis -> axis.orElse(ANY)).toList();
    return new TensorMetadata(output.name(), OUTPUT_TYPE, shape);
  }

  /**
   * A tensor.
   *
   * @param name of the tensor
   * @param datatype of its numbers
   * @param shape its axes, -1 for the number of images
   */
  @JsonPropertyOrder({"name", "datatype", "shape"})
  @Schema(description = "The type and shape of a tensor.")
  record TensorMetadata(
      @Schema(required = true, examples = "images") String name,
      @Schema(required = true, examples = "UINT8") String datatype,
      @Schema(
              required = true,
              description = "The axes; -1 for the number of images.",
              examples = "[-1, 109, 89, 3]")
          List<Integer> shape) {
    /** Copies the shape. */
    TensorMetadata {
      shape = List.copyOf(shape);
    }
  }
}
