package dev.facet.function.http;

import dev.facet.function.bundle.Manifest;
import dev.facet.function.bundle.Manifest.OperatingPoint;
import dev.facet.function.http.answer.VerificationAnswer;
import dev.facet.function.http.body.RequestImages;
import dev.facet.function.inference.Reading;
import dev.facet.function.model.ServedModel;
import dev.facet.function.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.nio.FloatBuffer;
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

/** {@code POST /v1/verifications}: whether two faces are of one person. */
@Path("/v1/verifications")
@Tag(name = "Faces")
public class VerificationsResource {
  private static final List<String> PARTS = List.of("probe", "reference");
  private static final Set<String> OUTPUTS = Set.of(Manifest.EMBEDDING);

  private final FaceCalls calls;
  private final RequestImages formats;
  private final Offers offers;

  VerificationsResource(FaceCalls calls, RequestImages formats, Offers offers) {
    this.calls = calls;
    this.formats = formats;
    this.offers = offers;
  }

  /**
   * Compares two faces.
   *
   * @throws ProblemException when the request or one of its images cannot be used, or the model has
   *     no embedding or no such threshold
   */
  @POST
  @Produces(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(
      operationId = "verifyFaces",
      summary = "Say whether two faces are of one person",
      description =
          """
          Compares the embeddings of two faces. The threshold is one of those that the model's \
          manifest states, each measured at a false accept rate: how many pairs of different \
          persons it takes for one. A model without any is not asked to guess.""")
  @RequestBody(
      required = true,
      description = "Two images.",
      content =
          @Content(
              mediaType = "multipart/form-data",
              schema = @Schema(implementation = Forms.Pair.class)))
  @APIResponse(
      responseCode = "200",
      description = "The similarity, and what it means at the threshold.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = VerificationAnswer.class),
              examples = @ExampleObject(name = "one person", value = Examples.VERIFICATION)))
  public VerificationAnswer verify(
      @Parameter(description = QueryParameters.MODEL, example = "celeba-arcface")
          @QueryParam("model")
          Optional<String> model,
      @Parameter(
              description =
                  "One of the false accept rates that the model's manifest states a threshold for;"
                      + " without it the least of them.",
              schema = @Schema(type = SchemaType.NUMBER),
              example = "0.001")
          @QueryParam("falseAcceptRate")
          Optional<String> falseAcceptRate,
      @Context HttpHeaders headers)
      throws InterruptedException {
    return calls.answer(
        model,
        (bytes, served) -> {
          offers.require(served, OUTPUTS);
          OperatingPoint point = OperatingPoints.of(served.manifest(), falseAcceptRate);
          return new FaceCalls.Question<>(
              formats.named(PARTS, Headers.contentType(headers), bytes),
              OUTPUTS,
              readings -> compare(served, point, readings));
        });
  }

  private static VerificationAnswer compare(
      ServedModel model, OperatingPoint point, List<Reading> readings) {
    double similarity = Cosine.of(embedding(readings.get(0)), embedding(readings.get(1)));
    return VerificationAnswer.of(model, similarity, point);
  }

  private static FloatBuffer embedding(Reading reading) {
    return reading.orThrow().of(Manifest.EMBEDDING);
  }
}
