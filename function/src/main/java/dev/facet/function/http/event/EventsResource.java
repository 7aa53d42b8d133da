package dev.facet.function.http.event;

import dev.facet.function.access.AttributePolicy;
import dev.facet.function.bundle.Manifest;
import dev.facet.function.http.FaceCalls;
import dev.facet.function.http.QueryParameters;
import dev.facet.function.http.answer.AttributesAnswer;
import dev.facet.function.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code POST /v1/events}: an image in an event, its attributes in another. */
@Path("/v1/events")
@Tag(name = "Faces")
public class EventsResource {
  private static final String CLOUD_EVENT = "application/cloudevents+json";

  private final FaceCalls calls;
  private final FaceEvents events;
  private final AttributePolicy policy;

  EventsResource(FaceCalls calls, FaceEvents events, AttributePolicy policy) {
    this.policy = policy;
    this.calls = calls;
    this.events = events;
  }

  /**
   * Reads the attributes of the image of an event.
   *
   * @throws ProblemException when the event or its image cannot be used
   */
  @POST
  @RunOnVirtualThread
  @Operation(
      operationId = "readEvent",
      summary = "Read the attributes of a face that comes as a CloudEvent",
      description =
          """
          Reads a CloudEvent 1.0 whose data is one image, in binary mode (the image as the body, \
          the event's attributes as `ce-` headers) or in structured mode (JSON with \
          `data_base64`), and answers with a CloudEvent in the same mode: its type is \
          dev.facet.attributes, its subject that of the event read, its data the answer of \
          readAttributes. An event that is delivered twice is answered with the same id.

          An event that cannot be used is answered with a problem and its status, so that brokers \
          hand it to their dead-letter sink.""")
  @RequestBody(
      required = true,
      description = "An event.",
      content = {
        @Content(
            mediaType = CLOUD_EVENT,
            schema = @Schema(implementation = EventForms.ImageEvent.class),
            examples = @ExampleObject(name = "an image, shortened", value = EventForms.ASKED)),
        @Content(
            mediaType = "image/jpeg",
            schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(
            mediaType = "image/png",
            schema = @Schema(type = SchemaType.STRING, format = "binary"))
      })
  @APIResponse(
      responseCode = "200",
      description = "The attributes, as an event.",
      content = {
        @Content(
            mediaType = CLOUD_EVENT,
            schema = @Schema(implementation = EventForms.AttributesEvent.class),
            examples = @ExampleObject(name = "attributes, shortened", value = EventForms.ANSWERED)),
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = AttributesAnswer.class))
      })
  public Response event(
      @Parameter(description = QueryParameters.MODEL, example = "celeba-pse") @QueryParam("model")
          Optional<String> model,
      @Context HttpHeaders headers)
      throws InterruptedException {
    return calls.answer(
        model,
        (bytes, served) -> {
          FaceEvents.Arrived arrived = events.read(headers.getRequestHeaders(), bytes);
          return new FaceCalls.Question<>(
              List.of(events.image(arrived.event())),
              Set.of(Manifest.PROBABILITIES),
              readings -> events.answer(arrived, AttributesAnswer.of(served, policy, readings)));
        });
  }
}
