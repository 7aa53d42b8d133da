package dev.facet.exporter.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.facet.exporter.SampleRun;
import dev.facet.exporter.bundle.BundleName;
import dev.facet.exporter.quantize.Int8Progress;
import dev.facet.exporter.run.TrainedRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs only where photographs lie beside the repository. */
class RealFacesTest {
  private static final Path CELEBA =
      Path.of("").toAbsolutePath().resolve("../../shared/data/celeba-9k").normalize();

  @TempDir private Path folder;

  @Test
  void agreesOnPhotographs() {
    assumeTrue(Files.isDirectory(CELEBA), "no photographs beside the repository");
    TrainedRun run = TrainedRun.read(SampleRun.write(folder, 9));
    ExportFaces faces = ExportFaces.of(run, Optional.of(CELEBA));

    Exporter.Result result =
        Exporter.export(
            run,
            faces,
            folder.resolve("bundles"),
            new BundleName("photographs", "1"),
            ExportOptions.plain(),
            Int8Progress.silent());

    assertThat(result.manifest().parity().images()).isEqualTo(64);
    assertThat(result.manifest().parity().maxAbsoluteDifference()).isLessThan(1e-5);
  }
}
