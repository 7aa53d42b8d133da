package dev.facet.function.http;

import dev.facet.function.http.answer.ExplanationAnswer;
import dev.facet.function.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code POST /v1/explanations}: where the network looks for an attribute. */
@Path("/v1/explanations")
@Tag(name = "Faces")
public class ExplanationsResource {
  private static final String PNG = "image/png";
  private static final List<Variant> VARIANTS =
      Variant.mediaTypes(MediaType.APPLICATION_JSON_TYPE, MediaType.valueOf(PNG)).build();

  private final FaceCalls calls;
  private final Explanations explanations;

  ExplanationsResource(FaceCalls calls, Explanations explanations) {
    this.calls = calls;
    this.explanations = explanations;
  }

  /**
   * Explains one attribute of one image.
   *
   * @throws ProblemException when the request or its image cannot be used, or the model has no
   *     masks or no such attribute
   */
  @POST
  @Produces({MediaType.APPLICATION_JSON, PNG})
  @RunOnVirtualThread
  @Operation(
      operationId = "explainAttribute",
      summary = "Show where the network looks for an attribute",
      description =
          """
          Answers with the mask by which the network weighs the parts of the image when it reads \
          an attribute. Attributes of one group share a mask. As image/png it is drawn over the \
          image as the network sees it: upright, cropped and scaled to the model's input; violet \
          where the mask is lowest, yellow where it is highest. As JSON its values are told.

          A mask says where the network looks, not what it concludes from what is there.""")
  @RequestBody(
      required = true,
      description = "One image.",
      content = {
        @Content(
            mediaType = "image/jpeg",
            schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(mediaType = PNG, schema = @Schema(type = SchemaType.STRING, format = "binary")),
        @Content(
            mediaType = "multipart/form-data",
            schema = @Schema(implementation = Forms.Multipart.class)),
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = Forms.Json.class))
      })
  @APIResponse(
      responseCode = "200",
      description = "The mask.",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = ExplanationAnswer.class),
            examples = @ExampleObject(name = "a mask", value = Examples.EXPLANATION)),
        @Content(mediaType = PNG, schema = @Schema(type = SchemaType.STRING, format = "binary"))
      })
  public Response explain(
      @Parameter(
              description = "One of the model's labels.",
              required = true,
              schema = @Schema(type = SchemaType.STRING),
              example = "Smiling")
          @QueryParam("attribute")
          Optional<String> attribute,
      @Parameter(description = QueryParameters.MODEL, example = "celeba-pse") @QueryParam("model")
          Optional<String> model,
      @Context HttpHeaders headers,
      @Context Request request)
      throws InterruptedException {
    Variant variant = request.selectVariant(VARIANTS);
    boolean drawn = variant != null && variant.getMediaType().getSubtype().equals("png");
    Optional<String> contentType = Headers.contentType(headers);
    Object answer =
        drawn
            ? calls.answer(
                model, (bytes, served) -> explanations.drawn(served, attribute, contentType, bytes))
            : calls.answer(
                model, (bytes, served) -> explanations.told(served, attribute, contentType, bytes));
    return Response.ok(answer, drawn ? PNG : MediaType.APPLICATION_JSON)
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .build();
  }
}
