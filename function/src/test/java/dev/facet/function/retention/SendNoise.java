package dev.facet.function.retention;

import dev.facet.function.fixture.Pictures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * A caller in a process of its own, so that nothing of what it sends is in the memory of the test:
 * sends one picture in every form in which it can come, whole, damaged and refused.
 */
final class SendNoise {
  private static final int TIMES = 5;

  private final URI attributes;
  private final String key;
  private final HttpClient client;

  private SendNoise(URI attributes, String key, HttpClient client) {
    this.attributes = attributes;
    this.key = key;
    this.client = client;
  }

  /**
   * Sends the picture and prints the statuses of the answers.
   *
   * @param arguments the address of the function, a key, the seed of the picture
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    byte[] png = Pictures.png(Noise.picture(Long.parseLong(arguments[2])));
    URI attributes = URI.create(arguments[0]).resolve("/v1/attributes");
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      SendNoise caller = new SendNoise(attributes, arguments[1], client);
      StringBuilder statuses = new StringBuilder();
      for (int i = 0; i < TIMES; i++) {
        statuses.append(caller.everyForm(png));
      }
      System.out.print(statuses);
    }
  }

  private String everyForm(byte[] png) throws IOException, InterruptedException {
    String json = "{\"images\": [\"" + Base64.getEncoder().encodeToString(png) + "\", \"%%\"]}";
    byte[] cut = Arrays.copyOf(png, png.length * 3 / 4);
    return send(key, "image/png", png)
        + send(key, "multipart/form-data; boundary=b", parts(png))
        + send(key, "application/json", json.getBytes(StandardCharsets.US_ASCII))
        + send(key, "image/png", cut)
        + send(key, "application/json", png)
        + send(key, "text/plain", png)
        + send("wrong", "image/png", png);
  }

  private static byte[] parts(byte[] png) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int part = 0; part < 2; part++) {
      body.writeBytes(
          "--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"named.png\"\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));
      body.writeBytes(png);
      body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    body.writeBytes("--b--\r\n".getBytes(StandardCharsets.US_ASCII));
    return body.toByteArray();
  }

  private String send(String key, String type, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(attributes)
            .header("X-API-Key", key)
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() + " ";
  }
}
