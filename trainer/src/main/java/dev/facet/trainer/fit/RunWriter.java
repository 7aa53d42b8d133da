package dev.facet.trainer.fit;

import dev.facet.trainer.data.AttributeDataset;
import dev.facet.trainer.data.Partition;
import dev.facet.trainer.evaluate.Metrics;
import dev.facet.trainer.evaluate.MetricsFile;
import dev.facet.trainer.evaluate.RunMetrics;
import dev.facet.trainer.evaluate.verification.VerificationMetrics;
import dev.facet.trainer.file.WholeFile;
import dev.facet.trainer.network.Network;
import dev.facet.trainer.recipe.Recipe;
import dev.facet.trainer.report.Judgement;
import dev.facet.trainer.run.Engine;
import dev.facet.trainer.run.RunInfo;
import dev.facet.trainer.run.RunReport;
import dev.facet.trainer.run.Version;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Writes what a finished run tells about itself. */
final class RunWriter {
  private final FitRequest request;
  private final Network network;

  RunWriter(FitRequest request, Network network) {
    this.request = request;
    this.network = network;
  }

  /**
   * Writes metrics, report and, last, the facts that mark the run as finished.
   *
   * @param attributes the final weights on the validation faces, if the network knows attributes
   * @param persons the same on pairs of them, if it has an embedding
   */
  void write(
      Position end,
      long parameters,
      Optional<Metrics> attributes,
      Optional<VerificationMetrics> persons)
      throws IOException {
    Recipe recipe = request.recipe();
    AttributeDataset data = request.data();
    double images = (double) end.count() * recipe.training().batchSize();
    RunInfo info =
        new RunInfo(
            RunInfo.FORMAT,
            recipe.network().label(),
            recipe.name(),
            recipe.training().seed(),
            network.attributes(),
            network.groups(),
            parameters,
            end.transfer(),
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
    Map<String, Metrics> evaluations = new LinkedHashMap<>();
    attributes.ifPresent(metrics -> evaluations.put(partition, metrics));
    Map<String, VerificationMetrics> verifications = new LinkedHashMap<>();
    persons.ifPresent(metrics -> verifications.put(partition, metrics));
    MetricsFile.write(
        request.run().metrics(), new RunMetrics(end.history(), evaluations, verifications));
    RunReport.write(
        request.run().report(),
        info,
        end.history(),
        partition,
        new Judgement(attributes, Optional.empty(), persons));
    WholeFile.replace(request.run().info(), info.toJson());
  }
}
