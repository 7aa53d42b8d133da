package dev.facet.function.http.v2;

import dev.facet.function.access.AttributePolicy;
import dev.facet.function.bundle.Manifest;
import dev.facet.function.http.v2.ServerAnswers.ModelReady;
import dev.facet.function.model.Models;
import dev.facet.function.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /v2/models}: what models take and give, and whether they take requests. */
@Path("/v2/models/{model}")
@Tag(name = "Open Inference Protocol")
@Produces(MediaType.APPLICATION_JSON)
public class ModelStateResource {
  private final Models models;
  private final AttributePolicy policy;

  ModelStateResource(Models models, AttributePolicy policy) {
    this.policy = policy;
    this.models = models;
  }

  /**
   * What a model takes and gives.
   *
   * @throws ProblemException when there is no such model
   */
  @GET
  @Operation(operationId = "modelMetadata", summary = "Tell what a model takes and gives")
  @APIResponse(
      responseCode = "200",
      description = "The model.",
      content = @Content(schema = @Schema(implementation = ModelMetadata.class)))
  public ModelMetadata metadata(
      @Parameter(description = InferenceForms.NAME) @PathParam("model") String model) {
    return described(model);
  }

  /**
   * What a version of a model takes and gives.
   *
   * @throws ProblemException when there is no such model
   */
  @GET
  @Path("versions/{version}")
  @Operation(
      operationId = "modelVersionMetadata",
      summary = "Tell what a version of a model takes and gives")
  @APIResponse(
      responseCode = "200",
      description = "The model.",
      content = @Content(schema = @Schema(implementation = ModelMetadata.class)))
  public ModelMetadata metadata(
      @Parameter(description = InferenceForms.NAME) @PathParam("model") String model,
      @Parameter(description = InferenceForms.VERSION) @PathParam("version") String version) {
    return described(model + "@" + version);
  }

  /**
   * Whether a model takes requests, which every model does that is served.
   *
   * @throws ProblemException when there is no such model
   */
  @GET
  @Path("ready")
  @Operation(operationId = "modelReady", summary = "Tell whether a model takes requests")
  @APIResponse(
      responseCode = "200",
      description = "It does.",
      content = @Content(schema = @Schema(implementation = ModelReady.class)))
  public ModelReady ready(
      @Parameter(description = InferenceForms.NAME) @PathParam("model") String model) {
    return new ModelReady(models.named(model).manifest().name(), true);
  }

  /**
   * Whether a version of a model takes requests.
   *
   * @throws ProblemException when there is no such model
   */
  @GET
  @Path("versions/{version}/ready")
  @Operation(
      operationId = "modelVersionReady",
      summary = "Tell whether a version of a model takes requests")
  @APIResponse(
      responseCode = "200",
      description = "It does.",
      content = @Content(schema = @Schema(implementation = ModelReady.class)))
  public ModelReady ready(
      @Parameter(description = InferenceForms.NAME) @PathParam("model") String model,
      @Parameter(description = InferenceForms.VERSION) @PathParam("version") String version) {
    return ready(model + "@" + version);
  }

  private ModelMetadata described(String name) {
    Manifest manifest = models.named(name).manifest();
    List<String> versions =
        models.all().stream()
            .filter(model -> model.manifest().name().equals(manifest.name()))
            .map(model -> model.manifest().version())
            .toList();
    return ModelMetadata.of(manifest, policy.tensors(manifest), versions);
  }
}
