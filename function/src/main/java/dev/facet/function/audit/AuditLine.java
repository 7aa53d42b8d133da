package dev.facet.function.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Optional;

/**
 * What is written down about a request.
 *
 * @param time when it came, ISO 8601 in UTC
 * @param key the name of its key, if it had one that is known
 * @param call the scope of the call, such as {@code attributes}; "unknown" when it is none
 * @param model which model answered, such as {@code celeba-pse@1.1.0}
 * @param digests of the images, in the order sent; "unreadable" where there were no bytes
 * @param images how many there were
 * @param status of the answer; 0 when the connection broke before
 * @param milliseconds until the answer was written
 */
@JsonPropertyOrder({"time", "key", "call", "model", "images", "digests", "status", "milliseconds"})
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record AuditLine(
    String time,
    Optional<String> key,
    String call,
    Optional<String> model,
    int images,
    List<String> digests,
    int status,
    long milliseconds) {
  /** Copies the list. */
  AuditLine {
    digests = List.copyOf(digests);
  }
}
