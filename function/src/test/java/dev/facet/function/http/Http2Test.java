package dev.facet.function.http;

import static dev.facet.function.http.FixtureModel.ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.function.fixture.Pictures;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** The first request of a connection is HTTP/1.1 and asks for HTTP/2; the next ones are HTTP/2. */
@QuarkusTest
@TestProfile(FixtureModel.class)
class Http2Test {
  private static final byte[] SMALL = Pictures.jpeg(Pictures.gradient(60, 80));
  private static final byte[] LARGE = Pictures.png(Pictures.gradient(900, 1200));

  @TestHTTPResource private URI root;

  @Test
  void answersBodiesOfKnownLength() throws Exception {
    for (byte[] body : new byte[][] {SMALL, LARGE}) {
      assertAnswered(200, BodyPublishers.ofByteArray(body));
    }
  }

  @Test
  void answersBodiesOfUnknownLength() throws Exception {
    for (byte[] body : new byte[][] {SMALL, LARGE}) {
      assertAnswered(200, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
    }
  }

  @Test
  void refusesEmptyBodies() throws Exception {
    assertAnswered(400, BodyPublishers.noBody());
    assertAnswered(400, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[0])));
  }

  private void assertAnswered(int status, BodyPublisher body)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
      for (int i = 0; i < 4; i++) {
        HttpResponse<String> answer =
            client.send(
                HttpRequest.newBuilder(root.resolve(ATTRIBUTES))
                    .header("Content-Type", "image/jpeg")
                    .POST(body)
                    .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        if (i > 0) {
          assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        }
      }
    }
  }
}
