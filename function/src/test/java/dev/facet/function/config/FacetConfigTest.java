package dev.facet.function.config;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigValidationException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FacetConfigTest {
  @Test
  void everyKeyHasItsDefault() {
    FacetConfig config = Configured.with(Map.of());

    assertThat(config.bundles()).isEmpty();
    assertThat(config.model()).isEmpty();
    assertThat(config.watch()).isEmpty();
    assertThat(config.precision()).isEmpty();
    assertThat(config.device()).isEqualTo(Device.AUTO);
    assertThat(config.cuda().deviceId()).isZero();
    assertThat(config.cuda().memoryLimit()).isEmpty();
    assertThat(config.cuda().arena()).isEqualTo(ArenaGrowth.AS_REQUESTED);
    assertThat(config.cuda().convSearch()).isEqualTo(ConvSearch.HEURISTIC);
    assertThat(config.concurrency()).isEmpty();
    assertThat(config.batch().size()).isEqualTo(4);
    assertThat(config.batch().delay()).isZero();
    assertThat(config.queue()).isEqualTo(256);
    assertThat(config.queueDeadline()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.uploadDeadline()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.limits().body().asLongValue()).isEqualTo(20 * 1024 * 1024);
    assertThat(config.limits().pixels()).isEqualTo(25_000_000);
    assertThat(config.limits().requestPixels()).isEqualTo(100_000_000);
    assertThat(config.limits().images()).isEqualTo(64);
    assertThat(config.limits().memory()).isEmpty();
    assertThat(config.keys()).isEmpty();
    assertThat(config.open()).isFalse();
    assertThat(config.attributes().hide()).isEmpty();
    assertThat(config.audit().enabled()).isFalse();
    assertThat(config.audit().secret()).isEmpty();
    assertThat(config.events().source()).hasToString("/facet");
    assertThat(ConfigCheck.mistakes(config)).isEmpty();
  }

  @Test
  void everyKeyCanBeSet() {
    FacetConfig config =
        Configured.with(
            Map.ofEntries(
                entry("facet.bundles", "models"),
                entry("facet.model", "celeba-pse"),
                entry("facet.concurrency", "3"),
                entry("facet.batch.size", "16"),
                entry("facet.batch.delay", "2ms"),
                entry("facet.queue", "4"),
                entry("facet.queue-deadline", "5s"),
                entry("facet.upload-deadline", "6s"),
                entry("facet.limits.body", "7M"),
                entry("facet.limits.pixels", "8"),
                entry("facet.limits.request-pixels", "9"),
                entry("facet.limits.memory", "64M"),
                entry("facet.events.source", "//faces.example/facet")));

    assertThat(config.bundles()).contains(Path.of("models"));
    assertThat(config.model()).contains("celeba-pse");
    assertThat(config.concurrency()).hasValue(3);
    assertThat(config.batch().size()).isEqualTo(16);
    assertThat(config.batch().delay()).isEqualTo(Duration.ofMillis(2));
    assertThat(config.queue()).isEqualTo(4);
    assertThat(config.queueDeadline()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.uploadDeadline()).isEqualTo(Duration.ofSeconds(6));
    assertThat(config.limits().body().asLongValue()).isEqualTo(7 * 1024 * 1024);
    assertThat(config.limits().pixels()).isEqualTo(8);
    assertThat(config.limits().requestPixels()).isEqualTo(9);
    assertThat(config.limits().memory()).isPresent();
    assertThat(config.events().source()).hasToString("//faces.example/facet");
  }

  @Test
  void everyKeyOfSafetyCanBeSet() {
    FacetConfig config =
        Configured.with(
            Map.of(
                "facet.keys.shop.sha256", "ab",
                "facet.keys.shop.scopes", "attributes, infer",
                "facet.keys.shop.rate", "20/s",
                "facet.open", "true",
                "facet.attributes.hide", "Male,Young",
                "facet.audit.enabled", "true",
                "facet.audit.secret", "0123456789abcdef"));

    AccessConfig.Key key = config.keys().get("shop");
    assertThat(key.sha256()).isEqualTo("ab");
    assertThat(key.scopes()).containsExactlyInAnyOrder(Scope.ATTRIBUTES, Scope.INFER);
    assertThat(key.rate()).contains(new Rate(20, Duration.ofSeconds(1)));
    assertThat(config.open()).isTrue();
    assertThat(config.attributes().hide()).contains(Set.of("Male", "Young"));
    assertThat(config.audit().enabled()).isTrue();
    assertThat(config.audit().secret()).contains("0123456789abcdef");
    assertThat(ConfigCheck.mistakes(config)).isEmpty();
  }

  @Test
  void everyKeyOfModelsAndDevicesCanBeSet() {
    FacetConfig config =
        Configured.with(
            Map.of(
                "facet.watch", "5s",
                "facet.precision", "int8",
                "facet.device", "cuda",
                "facet.cuda.device-id", "1",
                "facet.cuda.memory-limit", "2G",
                "facet.cuda.arena", "powers-of-two",
                "facet.cuda.conv-search", "exhaustive"));

    assertThat(config.watch()).contains(Duration.ofSeconds(5));
    assertThat(config.precision()).contains(Precision.INT8);
    assertThat(config.device()).isEqualTo(Device.CUDA);
    assertThat(config.cuda().deviceId()).isEqualTo(1);
    assertThat(config.cuda().memoryLimit().orElseThrow().asLongValue()).isEqualTo(2L << 30);
    assertThat(config.cuda().arena()).isEqualTo(ArenaGrowth.POWERS_OF_TWO);
    assertThat(config.cuda().convSearch()).isEqualTo(ConvSearch.EXHAUSTIVE);
    assertThat(ConfigCheck.mistakes(config)).isEmpty();
  }

  @Test
  void mistakesInModelsAndDevicesAreReported() {
    FacetConfig config =
        Configured.with(
            Map.of(
                "facet.watch", "0s",
                "facet.cuda.device-id", "-1",
                "facet.cuda.memory-limit", "0"));

    assertThat(ConfigCheck.mistakes(config))
        .containsExactly(
            "facet.watch must be positive, found PT0S.",
            "facet.cuda.device-id must be at least 0, found -1.",
            "facet.cuda.memory-limit must be positive, found 0.");
  }

  @Test
  void anUnknownKeyIsAnError() {
    assertThatThrownBy(() -> Configured.with(Map.of("facet.bundels", "models")))
        .isInstanceOf(ConfigValidationException.class)
        .hasMessageContaining("facet.bundels");
  }

  @Test
  void allMistakesAreReportedAtOnce() {
    FacetConfig config =
        Configured.with(
            Map.of(
                "facet.queue", "0",
                "facet.queue-deadline", "0s",
                "facet.limits.images", "-1",
                "facet.audit.secret", "short",
                "facet.limits.body", "3G"));

    assertThat(ConfigCheck.mistakes(config))
        .containsExactly(
            "facet.queue must be positive, found 0.",
            "facet.queue-deadline must be positive, found PT0S.",
            "facet.limits.images must be positive, found -1.",
            "facet.limits.body must be at most 1073741823, found 3221225472.",
            "facet.audit.secret must have at least 16 characters, found 5.");
  }
}
