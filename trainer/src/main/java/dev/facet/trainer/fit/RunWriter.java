package dev.facet.trainer.fit;

import dev.facet.trainer.data.AttributeDataset;
import dev.facet.trainer.data.Partition;
import dev.facet.trainer.network.AttributeGroup;
import dev.facet.trainer.recipe.Recipe;
import dev.facet.trainer.run.Engine;
import dev.facet.trainer.run.RunInfo;
import dev.facet.trainer.run.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;

/** Writes what a finished run tells about itself. */
final class RunWriter {
  private final FitRequest request;

  RunWriter(FitRequest request) {
    this.request = request;
  }

  void write(Position end, long parameters) throws IOException {
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
    Files.writeString(request.run().info(), info.toJson());
  }
}
