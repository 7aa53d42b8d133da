package dev.facet.function.http;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.OptionalLong;

/** Request headers, absent ones as empty. */
final class Headers {
  private Headers() {}

  static Optional<String> contentType(HttpHeaders headers) {
    return Optional.ofNullable(headers.getHeaderString(HttpHeaders.CONTENT_TYPE))
        .filter(value -> !value.isBlank());
  }

  /** Whether the caller waits for leave before it sends the body. */
  static boolean expectsContinue(HttpHeaders headers) {
    return "100-continue".equalsIgnoreCase(headers.getHeaderString("Expect"));
  }

  /** The length of the body, when it was declared; the HTTP layer checked that it is a number. */
  static OptionalLong contentLength(HttpHeaders headers) {
    String length = headers.getHeaderString(HttpHeaders.CONTENT_LENGTH);
    return length == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(length));
  }
}
