package dev.facet.pipeline.canary;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.facet.pipeline.gate.Evaluation.Face;
import dev.facet.pipeline.gate.Evaluation.Said;
import dev.facet.pipeline.gate.Verdict;
import dev.facet.pipeline.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanaryTest {
  private static final Settings.Canary SETTINGS =
      new Settings.Canary(List.of(10, 50, 100), 20, 0.01, 1.5, 1_000_000);

  @TempDir private Path folder;
  private final List<HttpServer> servers = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private Said said;

  @BeforeEach
  void takeAPicture() throws IOException {
    Path picture = Files.write(folder.resolve("1.jpg"), new byte[] {1, 2, 3});
    said =
        new Said(
            List.of("Male"),
            List.of(new Face(picture.toString(), new boolean[] {true}, new float[] {0.75f})));
  }

  @AfterEach
  void stop() {
    servers.forEach(server -> server.stop(0));
    client.close();
  }

  @Test
  void aModelThatAnswersAsItShouldPassesAllStages() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger servedAsked = new AtomicInteger();
    Verdict verdict =
        run(function(asked, 200, "1.1.0", 0.751), function(servedAsked, 200, "1.0.0", 0.2));
    assertThat(verdict.reasons()).isEmpty();
    assertThat(verdict.rows()).hasSize(9);
    // one picture warms each up; then 2, 10 and 20 of 20 are the new model's
    assertThat(asked).hasValue(1 + 2 + 10 + 20);
    assertThat(servedAsked).hasValue(1 + 18 + 10);
  }

  @Test
  void anErrorEndsTheTrialAtTheFirstStage() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    Verdict verdict =
        run(function(asked, 500, "1.1.0", 0.75), function(new AtomicInteger(), 200, "1.0.0", 0.75));
    assertThat(verdict.reasons())
        .containsExactly(
            "With the new model 2 of 2 pictures were not answered as they should be, the first with status 500.");
    assertThat(asked).hasValue(1 + 2);
  }

  @Test
  void anotherVersionOrAnotherAnswerFails() throws IOException {
    Endpoint served = function(new AtomicInteger(), 200, "1.0.0", 0.75);
    assertThat(run(function(new AtomicInteger(), 200, "1.0.0", 0.75), served).reasons())
        .singleElement()
        .asString()
        .contains("the first with an answer of version 1.0.0 instead of 1.1.0");
    assertThat(run(function(new AtomicInteger(), 200, "1.1.0", 0.80), served).reasons())
        .singleElement()
        .asString()
        .startsWith("A probability over HTTP differs by 0.0500");
  }

  @Test
  void aShareIsSpreadEvenly() {
    for (int share : new int[] {1, 10, 33, 50, 99, 100}) {
      assertThat(IntStream.range(0, 1000).filter(i -> Canary.isCandidates(i, share)).count())
          .isEqualTo(10L * share);
      assertThat(IntStream.range(0, 100).filter(i -> Canary.isCandidates(i, share)).count())
          .isEqualTo(share);
    }
  }

  @Test
  void oneOfTwentyIsAboveThePercentile() {
    assertThat(Percentile.of95(IntStream.rangeClosed(1, 100).mapToObj(i -> (double) i).toList()))
        .isEqualTo(95);
    assertThat(Percentile.of95(List.of(3.0))).isEqualTo(3);
    assertThat(Percentile.of95(List.of())).isZero();
  }

  private Verdict run(Endpoint candidate, Endpoint served) {
    return new Canary(SETTINGS, "faces").run("1.1.0", candidate, Optional.of(served), said);
  }

  private Endpoint function(AtomicInteger asked, int status, String version, double probability)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/attributes",
        exchange -> {
          asked.incrementAndGet();
          exchange.getRequestBody().readAllBytes();
          byte[] answer =
              """
              {"model": {"version": "%s"}, "images": [{"faces": [{"attributes":
                [{"name": "Male", "probability": %s, "present": true}]}]}]}
              """
                  .formatted(version, probability)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    servers.add(server);
    return new Endpoint(
        client, URI.create("http://127.0.0.1:" + server.getAddress().getPort()), Optional.empty());
  }
}
