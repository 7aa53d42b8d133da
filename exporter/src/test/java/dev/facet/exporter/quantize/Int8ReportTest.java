package dev.facet.exporter.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.facet.exporter.quantize.Int8Report.Form;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class Int8ReportTest {
  private final Int8Report report =
      new Int8Report(
          "entropy",
          256,
          0.003,
          0.8953,
          0.8941,
          List.of(
              new Int8Report.Layer(
                  "stem.norm",
                  "Conv",
                  1_976_832,
                  OptionalDouble.of(37.12),
                  OptionalDouble.of(0.00012),
                  Form.INT8),
              new Int8Report.Layer(
                  "head",
                  "MatMul",
                  20_480,
                  OptionalDouble.empty(),
                  OptionalDouble.empty(),
                  Form.SMALL)));

  @Test
  void printsALineForEachLayer() {
    assertThat(report.table())
        .containsExactly(
            "layer      operator        products  signal/noise      loss  form",
            "stem.norm  Conv           1,976,832       37.1 dB    0.01 %  int8",
            "head       MatMul            20,480             -         -  small");
  }

  @Test
  void knowsWhatWasLostAndHowManyLayersHaveAForm() {
    assertThat(report.loss()).isCloseTo(0.0012, within(1e-12));
    assertThat(report.count(Form.INT8)).isEqualTo(1);
    assertThat(report.count(Form.FLOAT)).isZero();
  }
}
