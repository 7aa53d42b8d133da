package dev.facet.function.http.v2;

import dev.facet.function.http.v2.ServerAnswers.Live;
import dev.facet.function.http.v2.ServerAnswers.Ready;
import dev.facet.function.http.v2.ServerAnswers.Server;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /v2} and {@code /v2/health}: what the server is, and how it is. */
@Path("/v2")
@Tag(name = "Open Inference Protocol")
@Produces(MediaType.APPLICATION_JSON)
public class ServerResource {
  private final String version;
  private final SmallRyeHealthReporter health;

  ServerResource(
      @ConfigProperty(name = "quarkus.application.version") String version,
      SmallRyeHealthReporter health) {
    this.version = version;
    this.health = health;
  }

  /** What answers here. */
  @GET
  @Operation(operationId = "serverMetadata", summary = "Tell name, version and extensions")
  @APIResponse(
      responseCode = "200",
      description = "The server.",
      content = @Content(schema = @Schema(implementation = Server.class)))
  public Server server() {
    return new Server("facet", version, List.of("binary_tensor_data"));
  }

  /** Whether the server lives, which it does when it answers. */
  @GET
  @Path("health/live")
  @Operation(operationId = "serverLive", summary = "Tell whether the server lives")
  @APIResponse(
      responseCode = "200",
      description = "It lives.",
      content = @Content(schema = @Schema(implementation = Live.class)))
  public Live live() {
    return new Live(true);
  }

  /** Whether the server takes requests: the same as /q/health/ready says. */
  @GET
  @Path("health/ready")
  @Blocking
  @Operation(operationId = "serverReady", summary = "Tell whether the server takes requests")
  @APIResponse(
      responseCode = "200",
      description = "It takes requests.",
      content = @Content(schema = @Schema(implementation = Ready.class)))
  @APIResponse(
      responseCode = "503",
      description = "It takes none.",
      content = @Content(schema = @Schema(implementation = Ready.class)))
  public Response ready() {
    boolean ready = !health.getReadiness().isDown();
    return Response.status(ready ? 200 : 503).entity(new Ready(ready, ready)).build();
  }
}
