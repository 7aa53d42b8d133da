package dev.facet.function.http.v2;

import dev.facet.function.access.AttributePolicy;
import dev.facet.function.config.FacetConfig;
import dev.facet.function.http.FaceCalls;
import dev.facet.function.http.v2.InferenceRequest.WantedOutput;
import dev.facet.function.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code POST /v2/models/.../infer}: tensors in, tensors out. */
@Path("/v2/models/{model}")
@Tag(name = "Open Inference Protocol")
public class InferenceResource {
  private final FaceCalls calls;
  private final AttributePolicy policy;
  private final int most;

  InferenceResource(FaceCalls calls, AttributePolicy policy, FacetConfig config) {
    this.policy = policy;
    this.calls = calls;
    this.most = config.limits().images();
  }

  /**
   * Runs a model on a tensor.
   *
   * @throws ProblemException when the request cannot be used
   */
  @POST
  @Path("infer")
  @RunOnVirtualThread
  @Operation(
      operationId = "infer",
      summary = "Run a model on a tensor",
      description = InferenceForms.DESCRIPTION)
  @RequestBody(ref = InferenceForms.REFERENCE)
  @APIResponse(responseCode = "200", ref = InferenceForms.REFERENCE)
  @Parameter(ref = InferenceForms.JSON_LENGTH)
  public Response infer(
      @Parameter(description = InferenceForms.NAME) @PathParam("model") String model,
      @Context HttpHeaders headers)
      throws InterruptedException {
    return run(model, headers);
  }

  /**
   * Runs a version of a model on a tensor.
   *
   * @throws ProblemException when the request cannot be used
   */
  @POST
  @Path("versions/{version}/infer")
  @RunOnVirtualThread
  @Operation(
      operationId = "inferVersion",
      summary = "Run a version of a model on a tensor",
      description = InferenceForms.DESCRIPTION)
  @RequestBody(ref = InferenceForms.REFERENCE)
  @APIResponse(responseCode = "200", ref = InferenceForms.REFERENCE)
  @Parameter(ref = InferenceForms.JSON_LENGTH)
  public Response infer(
      @Parameter(description = InferenceForms.NAME) @PathParam("model") String model,
      @Parameter(description = InferenceForms.VERSION) @PathParam("version") String version,
      @Context HttpHeaders headers)
      throws InterruptedException {
    return run(model + "@" + version, headers);
  }

  private Response run(String name, HttpHeaders headers) throws InterruptedException {
    Optional<String> jsonLength =
        Optional.ofNullable(headers.getHeaderString(InferenceForms.JSON_LENGTH));
    InferenceWriter.Answer answer =
        calls.answer(
            Optional.of(name),
            (bytes, model) -> {
              InferenceRequest request =
                  InferenceReader.read(
                      model.manifest(), policy.tensors(model.manifest()), most, bytes, jsonLength);
              return new FaceCalls.Question<>(
                  request.images(),
                  request.outputs().stream().map(WantedOutput::name).collect(Collectors.toSet()),
                  readings -> InferenceWriter.write(model.manifest(), request, readings));
            });
    return answer.isJson()
        ? Response.ok(answer.bytes(), MediaType.APPLICATION_JSON).build()
        : Response.ok(answer.bytes(), MediaType.APPLICATION_OCTET_STREAM)
            .header(InferenceForms.JSON_LENGTH, answer.jsonLength())
            .build();
  }
}
