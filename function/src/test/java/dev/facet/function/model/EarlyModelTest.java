package dev.facet.function.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.facet.function.bundle.Bundle;
import dev.facet.function.bundle.BundleFinder;
import dev.facet.function.model.device.Processor;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EarlyModelTest {
  private final ModelLoader loader =
      new ModelLoader(OrtStart.environment(), new Processor(), Optional.empty());
  private final Bundle shipped = loader.form(BundleFinder.shipped());

  @AfterEach
  void discard() {
    EarlyModel.discard();
  }

  @Test
  void isTakenOnceByWhoServesTheShippedModel() throws OrtException {
    EarlyModel.guess();

    try (OrtSession session = EarlyModel.take(shipped).orElseThrow()) {
      assertThat(session.getInputNames()).containsExactly("images");
    }
    assertThat(EarlyModel.take(shipped)).isEmpty();
  }

  @Test
  void isNotTakenForAnotherForm() {
    EarlyModel.guess();

    assertThat(
            EarlyModel.take(new Bundle(shipped.manifest(), shipped.location(), "model-int8.onnx")))
        .isEmpty();
    assertThat(EarlyModel.take(shipped)).hasValueSatisfying(EarlyModelTest::close);
  }

  @Test
  void isGoneWhereNobodyTookItAndWhereItNeverBegan() {
    assertThat(EarlyModel.take(shipped)).isEmpty();
    EarlyModel.guess();
    EarlyModel.discard();
    assertThat(EarlyModel.take(shipped)).isEmpty();
  }

  @Test
  void isWhatTheLoaderServes() throws OrtException {
    EarlyModel.guess();

    try (ServedModel model = loader.load(BundleFinder.shipped())) {
      assertThat(model.output("probabilities")).isPresent();
    }
    assertThat(EarlyModel.take(shipped)).isEmpty();
  }

  private static void close(OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      throw new AssertionError(e);
    }
  }
}
