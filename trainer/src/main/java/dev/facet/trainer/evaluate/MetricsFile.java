package dev.facet.trainer.evaluate;

import dev.facet.trainer.data.DataException;
import java.nio.file.Path;

/**
 * Metrics as JSON. The keys are the components of {@link RunMetrics} (a run's {@code metrics.json})
 * or {@link Metrics} (one evaluation), in their order; an absent number is {@code null}:
 *
 * <pre>{@code
 * {"epochs": [{"epoch": 1, "trainLoss": .., "validationLoss": .., "validationMeanAccuracy": ..,
 *              "validationVerification": .., "learningRate": .., "imagesPerSecond": ..,
 *              "seconds": .., "waitedShare": ..}, ..],
 *  "evaluations": {"test": {
 *    "images": .., "majoritySource": "TRAIN",
 *    "means": {"accuracy": .., "accuracyStandardError": .., "majorityAccuracy": .., ..},
 *    "attributes": [{"attribute": "Smiling", "threshold": .., .., "accuracy": .., ..}, ..],
 *    "reliability": [{"from": .., "to": .., "count": .., ..}, ..]}},
 *  "verifications": {"test": {
 *    "samePairs": .., "differentPairs": .., "accuracy": {"mean": .., "standardDeviation": .., ..},
 *    "areaUnderCurve": .., "equalError": {"rate": .., ..},
 *    "tarAtFar": [{"falseAcceptRate": 0.1, "trueAcceptRate": .., "threshold": .., ..}, ..],
 *    "curve": [{"threshold": .., "falseAcceptRate": .., "trueAcceptRate": ..}, ..]}}}
 * }</pre>
 *
 * The derived numbers of {@link AttributeMetrics} (accuracy and its like) stand there too, for
 * other readers; reading back computes them anew.
 */
public final class MetricsFile {
  private MetricsFile() {}

  /**
   * Writes a run's metrics. The file is replaced in one step, so that a reader (or a kill) never
   * finds half of it.
   *
   * @throws DataException if the file cannot be written
   */
  public static void write(Path file, RunMetrics metrics) {
    JsonFile.write(file, metrics);
  }

  /**
   * Writes one evaluation, in one step too.
   *
   * @throws DataException if the file cannot be written
   */
  public static void write(Path file, Metrics metrics) {
    JsonFile.write(file, metrics);
  }

  /**
   * Reads a run's metrics back.
   *
   * @throws DataException if the file cannot be read or has another content
   */
  public static RunMetrics readRun(Path file) {
    return JsonFile.read(file, RunMetrics.class);
  }

  /**
   * Reads one evaluation back.
   *
   * @throws DataException if the file cannot be read or has another content
   */
  public static Metrics readEvaluation(Path file) {
    return JsonFile.read(file, Metrics.class);
  }
}
