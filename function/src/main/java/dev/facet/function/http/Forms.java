package dev.facet.function.http;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The forms in which several images come, for the OpenAPI document. */
final class Forms {
  private Forms() {}

  /** Multipart. */
  @Schema(name = "ImageParts", description = "One part named image for each image.")
  record Multipart(
      @Schema(
              required = true,
              description = "The bytes of a JPEG or PNG file each; the names of files are ignored.",
              minItems = 1)
          List<Binary> image) {}

  /** JSON. */
  @Schema(name = "ImageTexts", description = "Images as base64 texts.")
  record Json(
      @Schema(
              required = true,
              description = "The bytes of a JPEG or PNG file each, as base64 with padding.",
              minItems = 1)
          List<ImageText> images) {}

  /** Two faces. */
  @Schema(name = "FacePair", description = "Two faces to compare.")
  record Pair(
      @Schema(
              required = true,
              implementation = String.class,
              format = "binary",
              description = "The bytes of a JPEG or PNG file.")
          Binary probe,
      @Schema(
              required = true,
              implementation = String.class,
              format = "binary",
              description = "The bytes of a JPEG or PNG file.")
          Binary reference) {}

  /** The bytes of a part. */
  @Schema(name = "Binary", type = SchemaType.STRING, format = "binary")
  interface Binary {}

  /** Bytes as text. */
  @Schema(name = "ImageText", type = SchemaType.STRING, format = "byte")
  interface ImageText {}
}
