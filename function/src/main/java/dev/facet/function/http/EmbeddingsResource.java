package dev.facet.function.http;

import dev.facet.function.bundle.Manifest;
import dev.facet.function.http.answer.EmbeddingsAnswer;
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

/** {@code POST /v1/embeddings}: the embeddings of the faces in images. */
@Path("/v1/embeddings")
@Tag(name = "Faces")
public class EmbeddingsResource {
  private final FaceCalls calls;

  EmbeddingsResource(FaceCalls calls) {
    this.calls = calls;
  }

  /**
   * Computes the embeddings of images.
   *
   * @throws ProblemException when the request, or its only image, cannot be used, or the model has
   *     no embedding
   */
  @POST
  @Produces(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(
      operationId = "embedFaces",
      summary = "Compute the embeddings of faces",
      description =
          """
          Reads every image as one face, as readAttributes does, and answers with a vector of \
          length 1 for each: the more alike two faces are, the greater the inner product of their \
          embeddings. Vectors of different models, or of different versions of one, cannot be \
          compared.

          In a request with several images, the ones that cannot be used carry a `problem` in the \
          place of `faces`, and the others are answered.""")
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
            schema = @Schema(implementation = Forms.Json.class))
      })
  @APIResponse(
      responseCode = "200",
      description = "One answer for each image, in the order sent.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = EmbeddingsAnswer.class),
              examples = @ExampleObject(name = "one face, shortened", value = Examples.EMBEDDING)))
  public EmbeddingsAnswer embeddings(
      @Parameter(description = QueryParameters.MODEL, example = "celeba-arcface")
          @QueryParam("model")
          Optional<String> model,
      @Context HttpHeaders headers)
      throws InterruptedException {
    return calls.answer(headers, model, Set.of(Manifest.EMBEDDING), EmbeddingsAnswer::of);
  }
}
