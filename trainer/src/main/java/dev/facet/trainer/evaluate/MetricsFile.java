package dev.facet.trainer.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.facet.trainer.data.DataException;
import dev.facet.trainer.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Metrics as JSON. The keys are the components of {@link RunMetrics} (a run's {@code metrics.json})
 * or {@link Metrics} (one evaluation), in their order; an absent number is {@code null}:
 *
 * <pre>{@code
 * {"epochs": [{"epoch": 1, "trainLoss": .., "validationLoss": .., "validationMeanAccuracy": ..,
 *              "learningRate": .., "imagesPerSecond": .., "seconds": ..}, ..],
 *  "evaluations": {"test": {
 *    "images": .., "majoritySource": "TRAIN",
 *    "means": {"accuracy": .., "accuracyStandardError": .., "majorityAccuracy": .., ..},
 *    "attributes": [{"attribute": "Smiling", "threshold": .., .., "accuracy": .., ..}, ..],
 *    "reliability": [{"from": .., "to": .., "count": .., ..}, ..]}}}
 * }</pre>
 *
 * The derived numbers of {@link AttributeMetrics} (accuracy and its like) stand there too, for
 * other readers; reading back computes them anew.
 */
public final class MetricsFile {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");

  private MetricsFile() {}

  /**
   * Writes a run's metrics. The file is replaced in one step, so that a reader (or a kill) never
   * finds half of it.
   *
   * @throws DataException if the file cannot be written
   */
  public static void write(Path file, RunMetrics metrics) {
    writeWhole(file, metrics);
  }

  /**
   * Writes one evaluation, in one step too.
   *
   * @throws DataException if the file cannot be written
   */
  public static void write(Path file, Metrics metrics) {
    writeWhole(file, metrics);
  }

  /**
   * Reads a run's metrics back.
   *
   * @throws DataException if the file cannot be read or has another content
   */
  public static RunMetrics readRun(Path file) {
    return read(file, RunMetrics.class);
  }

  /**
   * Reads one evaluation back.
   *
   * @throws DataException if the file cannot be read or has another content
   */
  public static Metrics readEvaluation(Path file) {
    return read(file, Metrics.class);
  }

  private static void writeWhole(Path file, Object content) {

    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(INDENT);
    printer.indentArraysWith(INDENT);
    try {
      WholeFile.replace(file, JSON.writer(printer).writeValueAsString(content) + "\n");

    } catch (IOException e) {
      throw new DataException(
          "The metrics cannot be written to %s: %s.".formatted(file, e.getMessage()), e);
    }
  }

  private static <T> T read(Path file, Class<T> type) {
    try {
      return JSON.readValue(Files.readString(file), type);
    } catch (JsonProcessingException e) {
      throw new DataException(
          "%s does not hold the metrics that Facet writes: %s."
              .formatted(file, e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new DataException(
          "The metrics %s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
  }
}
