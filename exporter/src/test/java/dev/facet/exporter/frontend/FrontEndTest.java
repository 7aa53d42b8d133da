package dev.facet.exporter.frontend;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.Graphs;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;

class FrontEndTest {
  private final SameDiff samediff = SameDiff.create();
  private final SDVariable input = samediff.placeHolder("images", DataType.FLOAT, -1, 2, 6);

  @Test
  void listsEveryUnknownOperatorWithItsVariable() {
    SDVariable first = samediff.math().sin("waves", input);
    samediff.math().cos("heights", first);

    assertThatThrownBy(() -> Graphs.translate(samediff, "heights"))
        .isInstanceOf(ExportException.class)
        .hasMessage(
            "The exporter has no translation for sin (waves), cos (heights); write the network"
                + " with other operators or add them to the operator table.");
  }

  @Test
  void doesNotMindUnknownOperatorsThatNoOutputNeeds() {
    samediff.math().sin("waves", input);
    samediff.nn().relu("kept", input, 0);

    Graphs.translate(samediff, "kept");
  }

  @Test
  void listsEveryFormThatOnnxCannotExpress() {
    SDVariable first = samediff.nn().relu("raised", input, 0.5);
    samediff.nn().softmax("shares", first, 1);

    assertThatThrownBy(() -> Graphs.translate(samediff, "shares"))
        .isInstanceOf(ExportException.class)
        .hasMessageStartingWith("ONNX cannot express relu (raised) has the cutoff 0.5")
        .hasMessageContaining("softmax (shares) runs along axis 1 of 3");
  }

  @Test
  void namesAnOutputThatDoesNotExist() {
    assertThatThrownBy(() -> Graphs.translate(samediff, "probabilities"))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("no variable probabilities");
  }

  @Test
  void saysAtWhichBatchAGraphDoesNotRun() {
    samediff.reshape(input, 2, 12).rename("fixed");

    assertThatThrownBy(() -> Graphs.translate(samediff, "fixed"))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("batch of 3");
  }
}
