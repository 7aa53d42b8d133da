package dev.facet.function.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests about whose end two servers could disagree. In each, what may be taken for the body is a
 * request of its own, with a key that the first one lacks; it must not be answered.
 */
@QuarkusTest
@TestProfile(Guarded.class)
class SmuggledRequestTest {
  private static final String INNER =
      "GET /v1/models HTTP/1.1\r\nHost: test\r\nConnection: close\r\nX-API-Key: "
          + Guarded.MODELS
          + "\r\n\r\n";

  @TestHTTPResource("/")
  URI root;

  @Test
  void aSecondRequestOnAConnectionIsAnsweredByItsOwnKey() {
    String answer =
        RawHttp.answer(
            root,
            RawHttp.request(INNER.getBytes(US_ASCII), "GET /v1/models HTTP/1.1", "Host: test"));

    assertThat(RawHttp.statuses(answer)).containsExactly(401, 200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 0\r\nContent-Length: %d",
        "Content-Length: %d\r\nContent-Length: 0",
        "Content-Length: %d, 0",
        "Content-Length: %d\r\nContent-Length: %1$d1",
        "Content-Length: -1",
        "Content-Length: +0",
        "Content-Length: 0x0",
        "Content-Length: 1e1",
        "Content-Length: ",
        "Content-Length : 0",
        "Content-Length: 99999999999999999999",
        "Transfer-Encoding : chunked",
        "Transfer-Encoding: chunked, chunked",
        "X: a\r\nno colon",
        "X\u0000Y: a",
        "X: a\r\n\r Transfer-Encoding: chunked",
      })
  void aHeadThatCanBeReadInTwoWaysEndsTheConnection(String header) {
    assertNothingInside(header.formatted(INNER.length()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: %d\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: %d",
        "Content-Length: %d\r\nTransfer-Encoding: xchunked",
        "Content-Length: %d\r\nTransfer-Encoding: identity",
        "Content-Length: %d\r\nTransfer-Encoding: gzip, chunked",
        "Content-Length: %d\r\nTransfer-Encoding: chunked, identity",
        "Content-Length: %d\r\nTransfer-Encoding:\tchunked",
        "Content-Length: %d\r\nTransfer-Encoding\t: chunked",
        "Content-Length: %d\r\n Transfer-Encoding: chunked",
        "Transfer-Encoding: identity, chunked\r\nContent-Length: %d",
      })
  void aLengthBesideATransferEncodingEndsTheConnection(String headers) {
    assertNothingInside(headers.formatted(INNER.length() + 5), "0\r\n\r\n" + INNER);
  }

  private void assertNothingInside(String headers) {
    assertNothingInside(headers, INNER);
  }

  private void assertNothingInside(String headers, String body) {
    byte[] bytes =
        RawHttp.request(
            body.getBytes(US_ASCII),
            "POST /v1/attributes HTTP/1.1",
            "Host: test",
            "Content-Type: image/png",
            headers);

    String answer = RawHttp.answer(root, bytes);
    assertThat(RawHttp.statuses(answer)).as(answer).isSubsetOf(400);
    assertThat(answer).doesNotContain("mean-colour");
  }
}
