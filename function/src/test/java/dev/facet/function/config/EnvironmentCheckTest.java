package dev.facet.function.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentCheckTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "FACET_QUEUE",
        "FACET_QUEUE_DEADLINE",
        "FACET_CUDA_DEVICE_ID",
        "FACET_ATTRIBUTES_HIDE",
        "FACET_ATTRIBUTES_HIDE_0_",
        "FACET_KEYS_SHOP_SHA256",
        "FACET_KEYS__MY_SHOP__SCOPES",
        // of Kubernetes, for services named facet and facet-canary
        "FACET_PORT",
        "FACET_PORT_80_TCP_ADDR",
        "FACET_SERVICE_HOST",
        "FACET_SERVICE_PORT_HTTP",
        "FACET_CANARY_SERVICE_HOST",
        "FACET_CANARY_PORT_80_TCP",
        // of others
        "PATH",
        "MY_FACET_QEUE"
      })
  void isAsItShouldBe(String variable) {
    assertThat(EnvironmentCheck.mistakes(Set.of(variable))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"FACET_QEUE", "FACET_ATTRIBUTE_HIDE", "FACET_KEYS_SHOP_HASH", "FACET_CUDA"})
  void isNoSetting(String variable) {
    assertThat(EnvironmentCheck.mistakes(Set.of(variable, "FACET_QUEUE")))
        .containsExactly(
            variable
                + " in the environment is no setting of Facet: correct its name, or unset it.");
  }

  @Test
  void namesAllInOrder() {
    assertThat(EnvironmentCheck.mistakes(Set.of("FACET_Z", "FACET_A")))
        .extracting(sentence -> sentence.substring(0, 7))
        .containsExactly("FACET_A", "FACET_Z");
  }
}
