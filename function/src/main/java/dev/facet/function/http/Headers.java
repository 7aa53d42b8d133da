package dev.facet.function.http;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/** Request headers, absent ones as empty. */
final class Headers {
  private Headers() {}

  static Optional<String> contentType(HttpHeaders headers) {
    return Optional.ofNullable(headers.getHeaderString(HttpHeaders.CONTENT_TYPE))
        .filter(value -> !value.isBlank());
  }
}
