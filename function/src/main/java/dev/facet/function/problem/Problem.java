package dev.facet.function.problem;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A mistake as the caller reads it (RFC 9457).
 *
 * @param type a stable reference, relative to the server, to a page that explains the problem
 * @param title the same few words for every problem of the type
 * @param status the HTTP status that the problem has, or would have alone
 * @param detail one sentence: what was wrong, where, which value, what to do
 */
@JsonPropertyOrder({"type", "title", "status", "detail"})
@Schema(description = "What was wrong with a request or with one of its images (RFC 9457).")
public record Problem(
    @Schema(required = true, examples = "/problems/not-an-image") String type,
    @Schema(required = true, examples = "Not an image") String title,
    @Schema(required = true, examples = "400", minimum = "400", maximum = "599") int status,
    @Schema(
            required = true,
            examples = "The body is not an image: it starts with 68 65 6c 6c; send a JPEG or PNG.")
        String detail) {

  /** The media type of a problem. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** Checks that nothing is missing. */
  public Problem {
    requireNonNull(type, "type is null");
    requireNonNull(title, "title is null");
    requireNonNull(detail, "detail is null");
  }

  /** A problem of this type, explained by one sentence. */
  public static Problem of(ProblemType type, String detail) {
    return new Problem(type.type(), type.title(), type.status(), detail);
  }
}
