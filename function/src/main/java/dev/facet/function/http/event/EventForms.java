package dev.facet.function.http.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.facet.function.http.answer.AttributesAnswer;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Events in structured mode, for the OpenAPI document. */
final class EventForms {
  static final String ASKED =
      """
      {
        "specversion": "1.0",
        "type": "com.example.door.opened",
        "source": "/doors/7",
        "id": "A234-1234-1234",
        "subject": "visitor",
        "datacontenttype": "image/jpeg",
        "data_base64": "/9j/4AAQSkZJRgABAQ=="
      }""";

  static final String ANSWERED =
      """
      {
        "specversion": "1.0",
        "type": "dev.facet.attributes",
        "source": "/facet",
        "id": "0f5ac2a2-3a5c-3c5e-9d3a-0d4c5f4d2f3e",
        "subject": "visitor",
        "datacontenttype": "application/json",
        "data": {
          "model": {
            "name": "celeba-pse",
            "version": "1.1.0",
            "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
          },
          "images": [
            {"faces": [{"attributes": [{"name": "Smiling", "probability": 0.93, "present": true}]}]}
          ]
        }
      }""";

  private EventForms() {}

  /** An event with an image. */
  @Schema(name = "ImageEvent", description = "A CloudEvent 1.0 with an image.")
  record ImageEvent(
      @Schema(required = true, examples = "1.0") String specversion,
      @Schema(required = true) String type,
      @Schema(required = true) String source,
      @Schema(required = true) String id,
      String subject,
      @Schema(required = true, examples = "image/jpeg") String datacontenttype,
      @Schema(required = true, type = SchemaType.STRING, format = "byte")
          @JsonProperty("data_base64")
          String dataBase64) {}

  /** An event with attributes. */
  @Schema(name = "AttributesEvent", description = "A CloudEvent 1.0 with the attributes of a face.")
  record AttributesEvent(
      @Schema(required = true, examples = "1.0") String specversion,
      @Schema(required = true, examples = FaceEvents.TYPE) String type,
      @Schema(required = true, examples = "/facet") String source,
      @Schema(required = true) String id,
      String subject,
      @Schema(required = true, examples = "application/json") String datacontenttype,
      @Schema(required = true) AttributesAnswer data) {}
}
