package dev.facet.pipeline.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.pipeline.gate.BundleGate.Latency;
import dev.facet.pipeline.registry.BundleFacts;
import dev.facet.pipeline.registry.BundleFacts.Accuracy;
import dev.facet.pipeline.registry.BundleFacts.Parity;
import dev.facet.pipeline.registry.BundleFacts.Variant;
import dev.facet.pipeline.settings.SettingsFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BundleGateTest {
  private static final BundleGate GATE = new BundleGate(SettingsFile.read(Optional.empty()).gate());

  @Test
  void aGoodBundlePasses() {
    assertThat(judge(bundle(1e-6, 0.9, 0.899), 1.2, 1.0)).isEmpty();
    assertThat(
            GATE.judge(
                    bundle(1e-6, 0.9, 0.899),
                    Optional.empty(),
                    new Latency(50, OptionalDouble.empty()))
                .passes())
        .isTrue();
  }

  @Test
  void eachShortfallHasItsReason() {
    assertThat(judge(bundle(2e-4, 0.9, 0.89), 1.3, 1.0))
        .containsExactlyInAnyOrder(
            "model.onnx differs from the trained network by 0.000200 on 64 faces: at most 0.000100 is allowed.",
            "The int8 form reads 89.00 % right and model.onnx 90.00 %: at most 0.30 % may be lost.",
            "A call takes 1.30 ms where the served model takes 1.00 ms, 1.30 times as long: at most 1.25 is allowed.");
  }

  private static List<String> judge(BundleFacts bundle, double is, double was) {
    return GATE.judge(
            bundle, Optional.of(bundle(1e-6, 0.9, 0.9)), new Latency(is, OptionalDouble.of(was)))
        .reasons();
  }

  private static BundleFacts bundle(double parity, double accuracy, double int8) {
    return new BundleFacts(
        "faces",
        "1.0.0",
        Map.of(),
        Map.of(
            "model.onnx", new Variant(new Parity(parity, 64), new Accuracy(accuracy)),
            "model-int8.onnx", new Variant(new Parity(0.1, 64), new Accuracy(int8))),
        List.of("Male"));
  }
}
