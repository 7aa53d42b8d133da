package dev.facet.function.http.v2;

import dev.facet.function.inference.ImageFile;
import java.util.List;
import java.util.Optional;

/**
 * What a request for inference asks.
 *
 * @param id to be repeated in the answer
 * @param images the tensor, taken apart
 * @param outputs that are wanted, at least one
 */
record InferenceRequest(Optional<String> id, List<ImageFile> images, List<WantedOutput> outputs) {
  /** Copies the lists. */
  InferenceRequest {
    images = List.copyOf(images);
    outputs = List.copyOf(outputs);
  }

  /**
   * An output that is wanted.
   *
   * @param name of the output
   * @param binary whether its numbers come after the JSON instead of in it
   */
  record WantedOutput(String name, boolean binary) {}
}
