package dev.facet.function.http.v2;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is said of the server and of its state. */
final class ServerAnswers {
  private ServerAnswers() {}

  /**
   * The server.
   *
   * @param name always {@code facet}
   * @param version of the function
   * @param extensions of the protocol that are understood
   */
  @JsonPropertyOrder({"name", "version", "extensions"})
  @Schema(name = "ServerMetadata", description = "What answers here.")
  record Server(
      @Schema(required = true, examples = "facet") String name,
      @Schema(required = true, examples = "0.1.0") String version,
      @Schema(required = true, examples = "[\"binary_tensor_data\"]") List<String> extensions) {
    /** Copies the list. */
    Server {
      extensions = List.copyOf(extensions);
    }
  }

  /** Whether the server lives. */
  @Schema(name = "ServerLive", description = "Whether the server lives.")
  record Live(@Schema(required = true, examples = "true") boolean live) {}

  /**
   * Whether the server takes requests.
   *
   * @param live the same as {@code ready}: the specification's name of that field here
   * @param ready the name that servers and clients gave it
   */
  @JsonPropertyOrder({"live", "ready"})
  @Schema(name = "ServerReady", description = "Whether the server takes requests, by two names.")
  record Ready(
      @Schema(required = true, examples = "true") boolean live,
      @Schema(required = true, examples = "true") boolean ready) {}

  /** Whether a model takes requests. */
  @Schema(name = "ModelReady", description = "Whether a model takes requests.")
  record ModelReady(
      @Schema(required = true, examples = "celeba-pse") String name,
      @Schema(required = true, examples = "true") boolean ready) {}
}
