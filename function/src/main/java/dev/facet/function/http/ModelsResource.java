package dev.facet.function.http;

import dev.facet.function.access.AttributePolicy;
import dev.facet.function.http.answer.ModelList;
import dev.facet.function.model.Models;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /v1/models}: what is served. */
@Path("/v1/models")
@Tag(name = "Models")
@Produces(MediaType.APPLICATION_JSON)
public class ModelsResource {
  private final Models models;
  private final AttributePolicy policy;

  ModelsResource(Models models, AttributePolicy policy) {
    this.models = models;
    this.policy = policy;
  }

  /** Every model that is served. */
  @GET
  @Operation(operationId = "listModels", summary = "List the models that are served")
  @APIResponse(
      responseCode = "200",
      description = "Every model that is served.",
      content = @Content(schema = @Schema(implementation = ModelList.class)))
  public ModelList models() {
    return ModelList.of(models, policy);
  }

  /**
   * The manifest of a model, as its exporter wrote it but for hidden attributes.
   *
   * @throws dev.facet.function.problem.ProblemException when there is no such model
   */
  @GET
  @Path("{name}")
  @Operation(
      operationId = "getModel",
      summary = "Show a model's manifest",
      description =
          "The whole manifest of the bundle: inputs, outputs, labels and their groups, thresholds,"
              + " metrics and where the model came from.")
  @APIResponse(
      responseCode = "200",
      description = "The manifest.",
      content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
  public String model(
      @Parameter(description = "The name of a model, or name@version.", example = "celeba-pse")
          @PathParam("name")
          String name) {
    return policy.document(models.named(name).manifest());
  }
}
