package dev.facet.function.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.facet.function.bundle.Bundle;
import dev.facet.function.bundle.BundleLocation;
import dev.facet.function.bundle.Manifest;
import dev.facet.function.bundle.Trust;
import dev.facet.function.fixture.FixtureBundle;
import dev.facet.function.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatingPointsTest {
  @TempDir private Path root;

  @Test
  void theLeastFalseAcceptRateCountsWhenNoneIsAsked() throws IOException {
    FixtureBundle bundle = FixtureBundle.colourParts("parts", "1.0.0");

    assertThat(OperatingPoints.of(manifest(bundle), Optional.empty()))
        .isEqualTo(new Manifest.OperatingPoint(0.01, 0.99));
  }

  @Test
  void noThresholdIsInvented() throws IOException {
    FixtureBundle bundle = FixtureBundle.colourParts("parts", "1.0.0");
    bundle.manifest().remove("verification");
    Manifest manifest = manifest(bundle);

    assertThatThrownBy(() -> OperatingPoints.of(manifest, Optional.of("0.1")))
        .isInstanceOf(ProblemException.class)
        .hasMessageContainingAll("parts@1.0.0", "no threshold", "/v1/embeddings")
        .extracting(problem -> ((ProblemException) problem).problem().type())
        .isEqualTo("/problems/no-threshold");
  }

  private Manifest manifest(FixtureBundle bundle) throws IOException {
    return Bundle.open(new BundleLocation.Folder(bundle.write(root)), Trust.inAnyone()).manifest();
  }
}
