package dev.facet.function.http.answer;

import java.nio.FloatBuffer;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A face.
 *
 * @param embedding {@code [D]}, of length 1
 */
@Schema(description = "A face and its embedding.")
@SuppressWarnings("ArrayRecordComponent") // never compared; half a thousand numbers in boxes
public record EmbeddedFace(
    @Schema(
            required = true,
            description =
                "A direction: the inner product of the embeddings of two faces, from -1 to 1, is"
                    + " their similarity.")
        float[] embedding) {

  static EmbeddedFace of(FloatBuffer values) {
    float[] embedding = new float[values.remaining()];
    values.get(embedding);
    return new EmbeddedFace(embedding);
  }
}
