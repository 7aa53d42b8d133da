package dev.facet.exporter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.exporter.SampleRun;
import dev.facet.trainer.data.Partition;
import dev.facet.trainer.evaluate.Metrics;
import dev.facet.trainer.evaluate.MetricsFile;
import dev.facet.trainer.evaluate.RunMetrics;
import dev.facet.trainer.evaluate.verification.Verification;
import dev.facet.trainer.evaluate.verification.VerificationMetrics;
import dev.facet.trainer.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunMetricsReaderTest {
  @TempDir private Path folder;
  private RunDirectory run;
  private Metrics metrics;

  @BeforeEach
  void writeAnEvaluation() {
    run = new RunDirectory(folder);
    SampleRun.writeEvaluation(folder);
    metrics = MetricsFile.readEvaluation(run.evaluation("test"));
  }

  @Test
  void prefersTheTestPartition() throws IOException {
    Files.copy(run.evaluation("test"), run.evaluation("validation"));

    assertThat(RunMetricsReader.read(run))
        .contains(new RunMetricsReader.Judged(Partition.TEST, metrics));
  }

  @Test
  void fallsBackToWhatTrainingMeasuredAtItsEnd() throws IOException {
    Files.delete(run.evaluation("test"));
    MetricsFile.write(run.metrics(), new RunMetrics(List.of(), Map.of("validation", metrics)));

    assertThat(RunMetricsReader.read(run))
        .contains(new RunMetricsReader.Judged(Partition.VALIDATION, metrics));
  }

  @Test
  void readsAttributesBesideVerifications() throws IOException {
    Files.delete(run.evaluation("test"));
    VerificationMetrics pairs =
        Verification.of(new float[] {0.9f, 0.1f}, new boolean[] {true, false}, new int[] {0, 1});
    MetricsFile.write(
        run.metrics(),
        new RunMetrics(List.of(), Map.of("validation", metrics), Map.of("validation", pairs)));

    assertThat(RunMetricsReader.read(run))
        .contains(new RunMetricsReader.Judged(Partition.VALIDATION, metrics));
  }

  @Test
  void findsNothingInARunThatWasNeverEvaluated() throws IOException {
    Files.delete(run.evaluation("test"));

    assertThat(RunMetricsReader.read(run)).isEmpty();
  }
}
