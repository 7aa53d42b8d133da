package dev.facet.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.facet.trainer.data.DataException;
import dev.facet.trainer.evaluate.verification.SamplePairs;
import dev.facet.trainer.evaluate.verification.VerificationMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsFileTest {
  private static final Metrics METRICS = SampleMetrics.of(100, List.of("Smiling", "Bald"));

  @TempDir Path directory;

  @Test
  void readsBackWhatItWrote() {
    Path file = directory.resolve("metrics.json");
    RunMetrics run = run();

    MetricsFile.write(file, run);

    assertThat(MetricsFile.readRun(file)).isEqualTo(run);
    assertThat(MetricsFile.readRun(file).evaluations().keySet())
        .containsExactly("validation", "test");
  }

  @Test
  void readsBackVerifications() throws IOException {
    Path file = directory.resolve("metrics.json");
    RunMetrics judged = run();
    VerificationMetrics pairs = SamplePairs.of(300, 10, new Random(6)).judged();
    RunMetrics both = new RunMetrics(judged.epochs(), judged.evaluations(), Map.of("test", pairs));

    MetricsFile.write(file, both);

    assertThat(MetricsFile.readRun(file)).isEqualTo(both);
    JsonNode test = new ObjectMapper().readTree(Files.readString(file)).at("/verifications/test");
    assertThat(names(test))
        .containsExactly(
            "samePairs",
            "differentPairs",
            "accuracy",
            "areaUnderCurve",
            "equalError",
            "tarAtFar",
            "curve",
            "majorityAccuracy");
    assertThat(names(test.at("/accuracy")))
        .containsExactly("mean", "standardDeviation", "folds", "standardError");
    assertThat(test.at("/tarAtFar/4/trueAcceptRate").isNull()).isTrue();
    assertThat(Files.readString(file)).doesNotContain("NaN", "Infinity");
  }

  @Test
  void readsRunsThatWereWrittenWithoutVerifications() throws IOException {
    Path file =
        Files.writeString(directory.resolve("m.json"), "{\"epochs\":[],\"evaluations\":{}}");

    assertThat(MetricsFile.readRun(file)).isEqualTo(new RunMetrics(List.of(), Map.of()));

    Files.writeString(file, "{\"epochs\":[],\"evaluations\":{},\"verifications\":null}");
    assertThat(MetricsFile.readRun(file)).isEqualTo(new RunMetrics(List.of(), Map.of()));
  }

  @Test
  void readsBackOneEvaluation() {
    Path file = directory.resolve("test.json");

    MetricsFile.write(file, METRICS);

    assertThat(MetricsFile.readEvaluation(file)).isEqualTo(METRICS);
  }

  @Test
  void keepsTheDocumentedKeysInTheirOrder() throws IOException {
    Path file = directory.resolve("metrics.json");
    MetricsFile.write(file, run());

    JsonNode json = new ObjectMapper().readTree(Files.readString(file));

    assertThat(names(json)).containsExactly("epochs", "evaluations");
    assertThat(names(json.at("/epochs/0")))
        .containsExactly(
            "epoch",
            "trainLoss",
            "validationLoss",
            "validationMeanAccuracy",
            "validationVerification",
            "learningRate",
            "imagesPerSecond",
            "seconds",
            "waitedShare");
    JsonNode test = json.at("/evaluations/test");
    assertThat(names(test))
        .containsExactly("images", "majoritySource", "means", "attributes", "reliability");
    assertThat(names(test.at("/means")))
        .containsExactly(
            "accuracy",
            "accuracyStandardError",
            "majorityAccuracy",
            "balancedAccuracy",
            "withBalancedAccuracy",
            "averagePrecision",
            "withAveragePrecision",
            "calibrationError");
    assertThat(names(test.at("/attributes/0")))
        .startsWith(
            "attribute",
            "threshold",
            "truePositives",
            "falsePositives",
            "trueNegatives",
            "falseNegatives",
            "majorityAccuracy",
            "averagePrecision",
            "calibrationError")
        .contains("images", "positives", "prevalence", "accuracy", "gain", "balancedAccuracy")
        .hasSize(15);
    assertThat(names(test.at("/reliability/0")))
        .containsExactly("from", "to", "count", "meanProbability", "fractionPresent");
  }

  @Test
  void writesTheDerivedNumbersForOtherReaders() throws IOException {
    Path file = directory.resolve("test.json");
    MetricsFile.write(file, METRICS);

    JsonNode smiling = new ObjectMapper().readTree(Files.readString(file)).at("/attributes/0");

    assertThat(smiling.get("accuracy").doubleValue())
        .isEqualTo(METRICS.attributes().getFirst().accuracy());
    assertThat(smiling.get("images").intValue()).isEqualTo(100);
  }

  @Test
  void writesNullForWhatIsUndefined() throws IOException {
    Path file = directory.resolve("metrics.json");
    MetricsFile.write(file, run());

    JsonNode json = new ObjectMapper().readTree(Files.readString(file));

    assertThat(json.at("/epochs/0/validationLoss").isNull()).isTrue();
    assertThat(json.at("/evaluations/test/attributes/1/averagePrecision").isNull()).isTrue();
    assertThat(json.at("/evaluations/test/attributes/1/balancedAccuracy").isNull()).isTrue();
  }

  @Test
  void writesTheSameBytesEachTime() throws IOException {
    Path first = directory.resolve("first.json");
    Path second = directory.resolve("second.json");
    MetricsFile.write(first, run());
    MetricsFile.write(second, run());

    assertThat(first).hasSameBinaryContentAs(second);
    assertThat(Files.readString(first)).doesNotContain("\r").endsWith("}\n");
  }

  @Test
  void replacesAnOlderFileAndLeavesNothingBeside() throws IOException {
    Path file = directory.resolve("metrics.json");
    Files.writeString(file, "old");

    MetricsFile.write(file, METRICS);

    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
    assertThat(MetricsFile.readEvaluation(file)).isEqualTo(METRICS);
  }

  @Test
  void namesTheFileThatItCannotWriteOrRead() throws IOException {
    Path nowhere = directory.resolve("none/metrics.json");
    assertThatThrownBy(() -> MetricsFile.write(nowhere, METRICS))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cannot be written to " + nowhere);
    assertThatThrownBy(() -> MetricsFile.readRun(nowhere))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("The metrics " + nowhere + " cannot be read");

    Path other = Files.writeString(directory.resolve("other.json"), "{\"images\": \"many\"}");
    assertThatThrownBy(() -> MetricsFile.readEvaluation(other))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(other + " does not hold the metrics that Facet writes");
  }

  private static RunMetrics run() {
    Map<String, Metrics> evaluations = new LinkedHashMap<>();
    evaluations.put("validation", METRICS);
    evaluations.put("test", SampleMetrics.of(50, List.of("Smiling", "Bald")));
    return new RunMetrics(
        List.of(
            new EpochRow(
                1, 0.7, OptionalDouble.empty(), OptionalDouble.empty(), 0.002, 250, 30.5, 0),
            new EpochRow(
                2, 0.5, OptionalDouble.of(0.6), OptionalDouble.of(0.8), 0.001, 251, 30.25, 0.125)),
        evaluations);
  }

  private static List<String> names(JsonNode object) {
    return object.propertyStream().map(Map.Entry::getKey).toList();
  }
}
