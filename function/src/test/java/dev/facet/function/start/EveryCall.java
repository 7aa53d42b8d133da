package dev.facet.function.start;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.function.fixture.Pictures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.List;

/** One request of every kind that the function is there for, each with the status that it earns. */
final class EveryCall {
  private static final String BOUNDARY = "between-pictures";

  private record Call(int status, String path, String type, BodyPublisher body) {}

  private final List<Call> calls;

  EveryCall() {
    byte[] jpeg = Pictures.jpeg(Pictures.gradient(178, 218));
    byte[] large = Pictures.jpeg(Pictures.gradient(1200, 1600));
    byte[] png = Pictures.png(Pictures.gradient(178, 218));
    this.calls =
        List.of(
            image(200, "image/jpeg", jpeg),
            image(200, "image/jpeg", Pictures.progressiveJpeg(Pictures.gradient(178, 218))),
            image(200, "image/jpeg", Pictures.withOrientation(jpeg, 6)),
            image(200, "image/jpeg", large),
            image(200, "image/png", png),
            image(200, "multipart/form-data; boundary=" + BOUNDARY, parts(jpeg, png)),
            image(200, "application/json", json(jpeg, png)),
            image(400, "image/jpeg", new byte[] {1, 2, 3}),
            image(415, "text/plain", jpeg),
            new Call(
                200,
                "/v1/explanations?attribute=Smiling",
                "image/jpeg",
                BodyPublishers.ofByteArray(jpeg)),
            get(200, "/v2/models/celeba-pse"),
            get(200, "/v1/models"),
            get(404, "/v1/models/nobody"),
            get(404, "/nowhere"),
            get(200, "/q/health/live"),
            get(200, "/q/health/ready"),
            get(200, "/q/metrics"),
            get(200, "/"));
  }

  private static Call image(int status, String type, byte[] body) {
    return new Call(status, "/v1/attributes", type, BodyPublishers.ofByteArray(body));
  }

  private static Call get(int status, String path) {
    return new Call(status, path, "", BodyPublishers.noBody());
  }

  private static byte[] parts(byte[]... images) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] image : images) {
      String head =
          "--%s\r\nContent-Disposition: form-data; name=\"image\"; filename=\"f\"\r\n\r\n"
              .formatted(BOUNDARY);
      body.writeBytes(head.getBytes(UTF_8));
      body.writeBytes(image);
      body.writeBytes("\r\n".getBytes(UTF_8));
    }
    body.writeBytes("--%s--\r\n".formatted(BOUNDARY).getBytes(UTF_8));
    return body.toByteArray();
  }

  private static byte[] json(byte[]... images) {
    List<String> texts =
        List.of(images).stream()
            .map(image -> "\"" + Base64.getEncoder().encodeToString(image) + "\"")
            .toList();
    return "{\"images\": [%s]}".formatted(String.join(",", texts)).getBytes(UTF_8);
  }

  /** Sends all of them, one after the other, and compares the answers' statuses. */
  void send(HttpClient client, URI root) throws IOException, InterruptedException {
    for (Call call : calls) {
      HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(call.path()));
      if (!call.type().isEmpty()) {
        request.header("Content-Type", call.type()).POST(call.body());
      }
      int status = client.send(request.build(), BodyHandlers.ofByteArray()).statusCode();
      assertThat(status).as("%s %s", call.path(), call.type()).isEqualTo(call.status());
    }
  }
}
