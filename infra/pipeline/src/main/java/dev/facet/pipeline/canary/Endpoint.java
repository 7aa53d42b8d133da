package dev.facet.pipeline.canary;

import com.fasterxml.jackson.databind.JsonNode;
import dev.facet.pipeline.Json;
import dev.facet.pipeline.PipelineException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A function that answers over HTTP with one model. */
public final class Endpoint {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final HttpClient client;
  private final URI root;
  private final Optional<String> key;

  /**
   * Where it is.
   *
   * @param root such as {@code http://127.0.0.1:8080}
   * @param key sent as {@code X-API-Key}
   */
  public Endpoint(HttpClient client, URI root, Optional<String> key) {
    this.client = client;
    this.root = root;
    this.key = key;
  }

  /**
   * What it answers to a picture.
   *
   * @param version of the model that answers; empty where something went wrong
   * @param probabilities by attribute
   * @param milliseconds it took
   * @param mistake what went wrong; empty where nothing did
   */
  public record Answer(
      String version, Map<String, Double> probabilities, double milliseconds, String mistake) {}

  /**
   * Sends a picture to {@code /v1/attributes}.
   *
   * @param model its name
   * @throws PipelineException if the picture cannot be read
   */
  public Answer ask(Path picture, String model) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(picture);
    } catch (IOException e) {
      throw new PipelineException("%s cannot be read (%s).".formatted(picture, e), e);
    }
    String name = picture.toString().toLowerCase(Locale.ROOT);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(root.resolve("/v1/attributes?model=" + model))
            .timeout(LONGEST)
            .header("Content-Type", name.endsWith(".png") ? "image/png" : "image/jpeg")
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes));
    key.ifPresent(secret -> request.header("X-API-Key", secret));
    long start = System.nanoTime();
    try {
      HttpResponse<byte[]> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      double milliseconds = (System.nanoTime() - start) / 1e6;
      return response.statusCode() == 200
          ? read(response.body(), milliseconds)
          : wrong("status " + response.statusCode(), milliseconds);
    } catch (IOException e) {
      return wrong(e.toString(), (System.nanoTime() - start) / 1e6);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PipelineException("The canary was interrupted.", e);
    }
  }

  private static Answer read(byte[] body, double milliseconds) {
    JsonNode answer = Json.tree(body, "the function's answer");
    Map<String, Double> probabilities = new HashMap<>();
    for (JsonNode each : answer.at("/images/0/faces/0/attributes")) {
      probabilities.put(each.path("name").asText(), each.path("probability").asDouble(Double.NaN));
    }
    String version = answer.at("/model/version").asText();
    return probabilities.isEmpty()
        ? wrong("an answer without attributes", milliseconds)
        : new Answer(version, probabilities, milliseconds, "");
  }

  private static Answer wrong(String mistake, double milliseconds) {
    return new Answer("", Map.of(), milliseconds, mistake);
  }
}
