package dev.facet.function.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.offset;

import dev.facet.function.bundle.Manifest;
import dev.facet.function.config.Configured;
import dev.facet.function.fixture.FixtureBundle;
import dev.facet.function.fixture.Pictures;
import dev.facet.function.model.ServedModel;
import dev.facet.function.problem.ProblemException;
import dev.facet.function.problem.ProblemType;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceFunctionTest {
  private static final Set<String> PROBABILITIES = Set.of(Manifest.PROBABILITIES);

  @TempDir private Path root;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private ServedModel model;

  @BeforeEach
  void load() throws IOException {
    model = ColourModel.load(root);
  }

  @AfterEach
  void close() {
    model.close();
  }

  @Test
  void everyImageOfManyRequestsGetsItsOwnAnswer() throws Exception {
    FaceFunction function = function(Map.of("facet.concurrency", "3", "facet.batch.size", "5"));
    try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Reading>>> answers = new ArrayList<>();
      for (int request = 0; request < 200; request++) {
        List<ImageFile> images = greys(request, 1 + request % 7);
        answers.add(requests.submit(() -> function.read(model, PROBABILITIES, images)));
      }
      for (int request = 0; request < 200; request++) {
        List<Reading> readings = answers.get(request).get();
        assertThat(readings).hasSize(1 + request % 7);
        for (int image = 0; image < readings.size(); image++) {
          assertThat(probability(readings.get(image)))
              .as("image %d of request %d", image, request)
              .isEqualTo((float) FixtureBundle.probability(request + image), offset(1e-6f));
        }
      }
    } finally {
      function.close();
    }
    double images = registry.get("facet.batch.images").summary().totalAmount();
    assertThat(images).isEqualTo(answersOf(200));
  }

  @Test
  void aBadImageDoesNotSpoilTheOthersOfItsBatch() throws Exception {
    FaceFunction function = function(Map.of());
    byte[] good = Pictures.png(Pictures.solid(12, 9, Color.GRAY));
    byte[] cut = java.util.Arrays.copyOf(good, good.length / 2);
    byte[] lies = lyingJpeg();

    List<Reading> readings =
        function.read(
            model,
            PROBABILITIES,
            List.of(
                new ImageFile.Sent("images[0]", good),
                new ImageFile.Sent("images[1]", cut),
                new ImageFile.Sent("images[2]", lies),
                new ImageFile.Sent("images[3]", good)));
    function.close();

    float expected = (float) FixtureBundle.probability(128);
    assertThat(probability(readings.get(0))).isEqualTo(expected, offset(1e-6f));
    assertThat(problem(readings.get(1))).isEqualTo(ProblemType.UNUSABLE_IMAGE);
    assertThat(problem(readings.get(2))).isEqualTo(ProblemType.UNUSABLE_IMAGE);
    assertThat(probability(readings.get(3))).isEqualTo(expected, offset(1e-6f));
  }

  @Test
  void aStoppedFunctionSendsRequestsAway() {
    FaceFunction function = function(Map.of());
    function.close();

    ProblemException refused =
        catchThrowableOfType(
            ProblemException.class, () -> function.read(model, PROBABILITIES, greys(1, 1)));

    assertThat(refused.type()).isEqualTo(ProblemType.DRAINING);
  }

  @Test
  void aBrokenRuntimeFailsTheRequestAndNotTheCaller() throws Exception {
    FaceFunction function = function(Map.of("facet.concurrency", "1"));
    assertThatThrownBy(() -> function.read(model, Set.of("no such output"), greys(1, 1)))
        .isInstanceOf(IllegalStateException.class);

    List<Reading> next = function.read(model, PROBABILITIES, greys(7, 1));
    function.close();

    assertThat(probability(next.getFirst()))
        .isEqualTo((float) FixtureBundle.probability(7), offset(1e-6f));
  }

  @Test
  void wipesTheImagesOnceTheyAreRead() throws Exception {
    FaceFunction function = function(Map.of("facet.concurrency", "1"));
    function.read(model, PROBABILITIES, greys(200, 3));
    function.close();

    try (var runner = model.runner(4)) {
      for (int i = 0; i < runner.input().capacity(); i++) {
        assertThat(runner.input().get(i)).isZero();
      }
    }
  }

  private FaceFunction function(Map<String, String> keys) {
    return new FaceFunction(
        Configured.with(keys), new ReadingTimes(registry, new ReadingSpans(OpenTelemetry.noop())));
  }

  private List<ImageFile> greys(int first, int count) {
    List<ImageFile> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      images.add(ColourModel.grey(model, first + i));
    }
    return images;
  }

  private static double answersOf(int requests) {
    double images = 0;
    for (int request = 0; request < requests; request++) {
      images += 1 + request % 7;
    }
    return images;
  }

  /** A file whose structure is sound and whose pixels end in the middle. */
  private static byte[] lyingJpeg() {
    byte[] jpeg = Pictures.jpeg(Pictures.gradient(64, 64));
    byte[] shorter = java.util.Arrays.copyOf(jpeg, jpeg.length - 60);
    shorter[shorter.length - 2] = (byte) 0xFF;
    shorter[shorter.length - 1] = (byte) 0xD9;
    return shorter;
  }

  private static float probability(Reading reading) {
    return ((Reading.Read) reading).of(Manifest.PROBABILITIES).get(0);
  }

  private static ProblemType problem(Reading reading) {
    return ((Reading.Refused) reading).problem().type();
  }
}
