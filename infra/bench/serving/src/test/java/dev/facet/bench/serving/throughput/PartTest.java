package dev.facet.bench.serving.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.facet.bench.serving.process.BenchException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartTest {
  @Test
  void theInnermostKnownFrameDecides() {
    List<String> frames =
        List.of("java.lang.Math", "dev.facet.function.image.Resampler", "io.netty.Channel");

    assertThat(Part.of(frames)).isEqualTo(Part.RESIZE);
  }

  @Test
  void framesOfNobodyAreOtherJava() {
    assertThat(Part.of(List.of("java.lang.Math", "java.lang.Thread"))).isEqualTo(Part.OTHER);
  }

  @Test
  void listsOfProcessorsAreCounted() {
    assertThat(Processors.count("0-3,6")).isEqualTo(5);
    assertThatThrownBy(() -> Processors.count("all"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("'all'");
  }
}
