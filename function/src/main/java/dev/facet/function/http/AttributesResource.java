package dev.facet.function.http;

import dev.facet.function.access.AttributePolicy;
import dev.facet.function.bundle.Manifest;
import dev.facet.function.http.answer.AttributesAnswer;
import dev.facet.function.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
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

/** {@code POST /v1/attributes}: the attributes of the faces in images. */
@Path(AttributesResource.PATH)
@Tag(name = "Faces")
public class AttributesResource {
  static final String PATH = "/v1/attributes";

  private final FaceCalls calls;
  private final AttributePolicy policy;

  AttributesResource(FaceCalls calls, AttributePolicy policy) {
    this.calls = calls;
    this.policy = policy;
  }

  /**
   * Reads the attributes of images.
   *
   * @throws ProblemException when the request, or its only image, cannot be used
   */
  @POST
  @Produces(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(
      operationId = "readAttributes",
      summary = "Read the attributes of faces",
      description =
          """
          Reads every image as one face: an aligned crop. The centre of the image that has the \
          shape of the model's input is used.

          The bytes decide what an image is; a PNG sent as image/jpeg is read as the PNG that it \
          is. JPEG may be baseline or progressive, grey, YCbCr, RGB, CMYK or YCCK; PNG may be of \
          any kind, of an animated one the default image is read, and transparency is laid over \
          white. EXIF orientation is applied; colour profiles are not.

          A mistake in a request with one image is answered with its status. In a request with \
          several images, the ones that cannot be used carry a `problem` in the place of `faces`, \
          and the others are answered.""")
  @RequestBody(
      required = true,
      description = "One image as it is, or several as multipart/form-data or JSON.",
      content = {
        @Content(
            mediaType = "multipart/form-data",
            schema = @Schema(implementation = Forms.Multipart.class)),
        @Content(
            mediaType = "image/jpeg",
            schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(
            mediaType = "image/png",
            schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = Forms.Json.class),
            examples =
                @ExampleObject(
                    name = "two images, shortened",
                    value =
                        "{\"images\": [\"/9j/4AAQSkZJRgABAQ==\", \"iVBORw0KGgoAAAANSUhEUg==\"]}"))
      })
  @APIResponse(
      responseCode = "200",
      description = "One answer for each image, in the order sent.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = AttributesAnswer.class),
              examples = {
                @ExampleObject(name = "one face, shortened", value = Examples.ONE_FACE),
                @ExampleObject(name = "the second of two is no image", value = Examples.ONE_OF_TWO)
              }))
  public AttributesAnswer attributes(
      @Parameter(description = QueryParameters.MODEL, example = "celeba-pse") @QueryParam("model")
          Optional<String> model,
      @Context HttpHeaders headers)
      throws InterruptedException {
    return calls.answer(
        headers,
        model,
        Set.of(Manifest.PROBABILITIES),
        (read, readings) -> AttributesAnswer.of(read, policy, readings));
  }
}
