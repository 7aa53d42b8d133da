package dev.facet.exporter.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class DimensionTest {
  @Test
  void readsTheSymbolsThatItPrints() {
    for (Dimension dimension : List.of(Dimension.batch(), new Dimension.Batch(8))) {
      assertThat(Dimension.ofSymbol(dimension.toString())).isEqualTo(dimension);
    }
  }

  @Test
  void refusesOtherSymbols() {
    for (String symbol : List.of("height", "0*N", "8N", "n", "")) {
      assertThatThrownBy(() -> Dimension.ofSymbol(symbol))
          .hasMessage("a symbolic dimension must be N or a multiple such as 8*N, found " + symbol);
    }
  }

  @Test
  void growsWithTheBatchOrNot() {
    assertThat(new Dimension.Batch(8).at(3)).isEqualTo(24);
    assertThat(Dimension.of(8).at(3)).isEqualTo(8);
  }

  @Test
  void refusesSizesThatNoTensorHas() {
    assertThatThrownBy(() -> Dimension.of(-1))
        .hasMessage("a fixed size must not be negative, found -1");
    assertThatThrownBy(() -> new Dimension.Batch(0))
        .hasMessage("a batch factor must be positive, found 0");
  }
}
