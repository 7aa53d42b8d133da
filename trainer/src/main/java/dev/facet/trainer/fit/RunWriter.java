package dev.facet.trainer.fit;

import dev.facet.trainer.data.AttributeDataset;
import dev.facet.trainer.data.Partition;
import dev.facet.trainer.evaluate.Metrics;
import dev.facet.trainer.evaluate.MetricsFile;
import dev.facet.trainer.evaluate.RunMetrics;
import dev.facet.trainer.file.WholeFile;
import dev.facet.trainer.network.AttributeGroup;
import dev.facet.trainer.recipe.Recipe;
import dev.facet.trainer.run.Engine;
import dev.facet.trainer.run.RunInfo;
import dev.facet.trainer.run.RunReport;
import dev.facet.trainer.run.Version;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes what a finished run tells about itself. */
final class RunWriter {
  private final FitRequest request;

  RunWriter(FitRequest request) {
    this.request = request;
  }

  /**
   * Writes metrics, report and, last, the facts that mark the run as finished.
   *
   * @param validation the final weights on the validation faces
   */
  void write(Position end, long parameters, Metrics validation) throws IOException {
    Recipe recipe = request.recipe();
    AttributeDataset data = request.data();
    List<String> labels = data.attributes();
    double images = (double) end.count() * recipe.training().batchSize();
    RunInfo info =
        new RunInfo(
            RunInfo.FORMAT,
            recipe.network().form().name().toLowerCase(Locale.ROOT),
            recipe.name(),
            recipe.training().seed(),
            labels,
            AttributeGroup.of(labels),
            parameters,
            new RunInfo.Dataset(
                request.dataName(),
                request.dataLicence(),
                data.root().toAbsolutePath().normalize().toString(),
                data.digest(),
                data.size(Partition.TRAIN),
                data.size(Partition.VALIDATION),
                data.size(Partition.TEST)),
            Version.current(),
            Engine.describe(),
            end.epoch(),
            end.wallSeconds(),
            images / end.wallSeconds());
    String partition = Partition.VALIDATION.label();
    MetricsFile.write(
        request.run().metrics(), new RunMetrics(end.history(), Map.of(partition, validation)));
    RunReport.write(request.run().report(), info, end.history(), partition, validation);
    WholeFile.replace(request.run().info(), info.toJson());
  }
}
