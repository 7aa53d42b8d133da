package dev.facet.exporter.run;

import dev.facet.trainer.data.Partition;
import dev.facet.trainer.evaluate.Metrics;
import dev.facet.trainer.evaluate.MetricsFile;
import dev.facet.trainer.run.RunDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds the best evidence of how good a run is: its test results, else its validation results. */
public final class RunMetricsReader {
  private RunMetricsReader() {}

  /**
   * Metrics of one partition.
   *
   * @param partition which faces were judged
   * @param metrics how well
   */
  public record Judged(Partition partition, Metrics metrics) {}

  /**
   * The metrics to publish; empty if the run was never evaluated.
   *
   * @throws dev.facet.trainer.data.DataException if a metrics file is broken
   */
  public static Optional<Judged> read(RunDirectory run) {
    for (Partition partition : new Partition[] {Partition.TEST, Partition.VALIDATION}) {
      Optional<Metrics> metrics = evaluated(run, partition).or(() -> atTheEnd(run, partition));
      if (metrics.isPresent()) {
        return metrics.map(found -> new Judged(partition, found));
      }
    }
    return Optional.empty();
  }

  private static Optional<Metrics> evaluated(RunDirectory run, Partition partition) {
    Path file = run.evaluation(partition.label());
    return Files.isRegularFile(file)
        ? Optional.of(MetricsFile.readEvaluation(file))
        : Optional.empty();
  }

  private static Optional<Metrics> atTheEnd(RunDirectory run, Partition partition) {
    if (!Files.isRegularFile(run.metrics())) {
      return Optional.empty();
    }
    Map<String, Metrics> evaluations = MetricsFile.readRun(run.metrics()).evaluations();
    return Optional.ofNullable(evaluations.get(partition.label()));
  }
}
