package dev.facet.exporter.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.facet.exporter.ExportException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParityTest {
  @Test
  void allowsDifferencesUpToTheTolerance() {
    Parity parity = new Parity(Map.of("probabilities", 1e-4, "masks", 2e-7), 8);

    assertThatCode(() -> parity.require(1e-4)).doesNotThrowAnyException();
    assertThat(parity.largest()).isEqualTo(1e-4);
  }

  @Test
  void namesTheOutputsThatDifferMore() {
    Map<String, Double> differences = new LinkedHashMap<>();
    differences.put("probabilities", 2e-4);
    differences.put("masks", 1e-7);
    differences.put("embedding", 0.5);

    assertThatThrownBy(() -> new Parity(differences, 8).require(1e-4))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("in probabilities by 0.000200 and embedding by 0.500, but at most");
  }

  @Test
  void failsWhenANumberIsNotANumber() {
    Parity parity = new Parity(Map.of("probabilities", Double.NaN), 8);

    assertThat(parity.largest()).isNaN();
    assertThatThrownBy(() -> parity.require(1)).isInstanceOf(ExportException.class);
  }
}
