package dev.facet.function.problem;

import java.util.Arrays;
import java.util.Optional;

/**
 * Every kind of problem that the function answers with, one stable type reference each.
 *
 * <p>The reference ({@link #type}) is relative to the server and is also the address of a page that
 * explains the problem. References never change their meaning; clients may switch on them.
 */
public enum ProblemType {
  /** The bytes are no image at all. */
  NOT_AN_IMAGE(400, "Not an image", "The bytes sent are not an image. Send a JPEG or a PNG file."),
  /** The request carries no image. */
  NO_IMAGE(
      400,
      "No image",
      "The body is empty, or holds no image. Send at least one image that is not empty."),
  /** The body does not follow the grammar of its media type. */
  MALFORMED_BODY(
      400,
      "Malformed body",
      "The body is not valid JSON or not valid multipart/form-data. Compare it with the examples of"
          + " the OpenAPI document."),
  /** A field or part that the call does not know. */
  BAD_FIELD(
      400,
      "Bad field",
      "A field has a name that the call does not know, or a value that it cannot use. Parts and"
          + " fields are spelled as in the OpenAPI document."),
  /** Text that should be base64 is not. */
  BAD_BASE64(
      400,
      "Not base64",
      "An image inside JSON is not base64. Use the standard alphabet with padding and without a"
          + " data: prefix."),
  /** The request itself cannot be read. */
  BAD_REQUEST(400, "Bad request", "The request cannot be understood as HTTP or as a call."),
  /** The request carries no valid key. */
  NO_VALID_KEY(
      401,
      "No valid key",
      "The call needs a key, and the request carries none that is known. Send it as Authorization:"
          + " Bearer KEY or as X-API-Key: KEY."),
  /** The key may not be used for this. */
  MISSING_SCOPE(
      403,
      "Missing scope",
      "The key is known, but its scopes do not hold the one of this call. Ask whoever runs the"
          + " function for it."),
  /** No model of that name is served. */
  UNKNOWN_MODEL(
      404,
      "Unknown model",
      "No model of that name is served. GET /v1/models lists those that are."),
  /** The model has no output for the call. */
  OUTPUT_NOT_OFFERED(
      404,
      "Output not offered",
      "The model's network has no output for this call, such as an embedding. GET /v1/models says"
          + " which outputs each model has; name another with ?model=."),
  /** The model states no threshold for verification. */
  NO_THRESHOLD(
      404,
      "No threshold",
      "The model's manifest states no threshold from which two faces count as one person, because"
          + " none was measured when it was exported. Export it again with validation faces whose"
          + " identities are known, or compare the answers of /v1/embeddings by a threshold of"
          + " your own."),
  /** Nothing lives at that address. */
  NOT_FOUND(404, "Not found", "Nothing lives at this address. /q/openapi lists what does."),
  /** The address exists but not with this method. */
  METHOD_NOT_ALLOWED(
      405, "Method not allowed", "The address exists, but not with this method. See Allow."),
  /** The answer has no form that the caller accepts. */
  NOT_ACCEPTABLE(
      406, "Not acceptable", "Accept names no media type that this call can answer with."),
  /** The body arrived too slowly. */
  UPLOAD_TOO_SLOW(
      408, "Upload too slow", "The body did not arrive in time. Send it again, or send less."),
  /** The body has too many bytes. */
  BODY_TOO_LARGE(413, "Body too large", "The body has more bytes than facet.limits.body allows."),
  /** The image has too many pixels. */
  IMAGE_TOO_LARGE(
      413,
      "Image too large",
      "The image has more pixels than facet.limits.pixels allows, or all images of the request"
          + " together have more than facet.limits.request-pixels allows. Scale it down."),
  /** The request has too many images. */
  TOO_MANY_IMAGES(
      413,
      "Too many images",
      "The request has more images than facet.limits.images allows. Spread them over several."),
  /** The media type is none that the call reads. */
  UNSUPPORTED_MEDIA_TYPE(
      415,
      "Unsupported media type",
      "The body is of a media type, or the image of a format, that the call does not read."),
  /** The bytes are an image that cannot be used. */
  UNUSABLE_IMAGE(
      422,
      "Unusable image",
      "The bytes begin as an image but cannot be decoded: cut off, damaged, empty, or of a rare"
          + " kind."),
  /** The key has made too many requests. */
  RATE_LIMITED(
      429,
      "Rate limited",
      "The key has made as many requests as it may for now. Send the request again after the"
          + " seconds in Retry-After."),
  /** Too many requests wait already. */
  OVERLOADED(
      503,
      "Overloaded",
      "Too many requests wait already. Send the request again after the seconds in Retry-After."),
  /** There is no model yet, or none that can run here. */
  NOT_READY(
      503,
      "Not ready",
      "This instance has no model that it can run; /q/health/ready says why. Send the request again"
          + " after the seconds in Retry-After; another instance may answer."),
  /** The function is stopping. */
  DRAINING(
      503,
      "Draining",
      "The function is stopping and takes no new work. Send the request again after the seconds in"
          + " Retry-After; another instance will answer."),
  /** A bug. */
  INTERNAL(500, "Internal error", "A bug in the function. Its log has the cause.");

  private final int status;
  private final String title;
  private final String meaning;

  ProblemType(int status, String title, String meaning) {
    this.status = status;
    this.title = title;
    this.meaning = meaning;
  }

  /** The last part of the type reference, such as {@code not-an-image}. */
  public String slug() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** The type reference, such as {@code /problems/not-an-image}. */
  public String type() {
    return "/problems/" + slug();
  }

  /** The HTTP status, 400 to 599. */
  public int status() {
    return status;
  }

  /** A few words that name the problem. */
  public String title() {
    return title;
  }

  /** What the problem means and what mends it, for the page that explains it. */
  public String meaning() {
    return meaning;
  }

  /** Whether the same request may succeed later, so that the answer carries Retry-After. */
  public boolean passes() {
    return status == 503 || status == 429;
  }

  /** The problem with this slug, if there is one. */
  public static Optional<ProblemType> ofSlug(String slug) {
    return Arrays.stream(values()).filter(type -> type.slug().equals(slug)).findFirst();
  }
}
