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

  /** The length of the body, empty when it comes in chunks; the HTTP layer checked its form. */
  static OptionalLong contentLength(HttpHeaders headers) {
    String length = headers.getHeaderString(HttpHeaders.CONTENT_LENGTH);
    if (length != null) {
      return OptionalLong.of(Long.parseLong(length));
    }
    return headers.getHeaderString("Transfer-Encoding") == null
        ? OptionalLong.of(0)
        : OptionalLong.empty();
  }
}
