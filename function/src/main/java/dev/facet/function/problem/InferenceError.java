package dev.facet.function.problem;

import static java.util.Objects.requireNonNull;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A mistake as the Open Inference Protocol tells it.
 *
 * @param error one sentence: what was wrong, where, which value, what to do
 */
@Schema(description = "What was wrong with a request, as the Open Inference Protocol tells it.")
public record InferenceError(
    @Schema(required = true, examples = "inputs[0].datatype is 'FP32'; the model takes UINT8.")
        String error) {
  /** Checks that there is a sentence. */
  public InferenceError {
    requireNonNull(error, "error is null");
  }

  /** Whether mistakes at a path are told in the protocol's form. */
  public static boolean isFor(String path) {
    return path.equals("/v2") || path.startsWith("/v2/");
  }
}
