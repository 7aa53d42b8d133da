package dev.facet.function.model.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.function.config.Configured;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CudaTest {
  @Test
  void takesNoMoreMemoryThanItNeedsByDefault() {
    Cuda cuda = Cuda.of(Configured.with(Map.of()).cuda());

    assertThat(cuda.deviceId()).isZero();
    assertThat(cuda.settings())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "arena_extend_strategy", "kSameAsRequested",
                "cudnn_conv_algo_search", "HEURISTIC"));
  }

  @Test
  void passesEverySettingOn() {
    Cuda cuda =
        Cuda.of(
            Configured.with(
                    Map.of(
                        "facet.cuda.device-id", "3",
                        "facet.cuda.memory-limit", "1G",
                        "facet.cuda.arena", "powers-of-two",
                        "facet.cuda.conv-search", "fixed"))
                .cuda());

    assertThat(cuda.description()).isEqualTo("CUDA device 3");
    assertThat(cuda.settings())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "gpu_mem_limit", "1073741824",
                "arena_extend_strategy", "kNextPowerOfTwo",
                "cudnn_conv_algo_search", "DEFAULT"));
  }
}
