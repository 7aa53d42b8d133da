package dev.facet.exporter.frontend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.Graphs;
import dev.facet.exporter.graph.Tensor;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.custom.Digamma;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.factory.Nd4j;

class FrontEndTest {
  private final SameDiff samediff = SameDiff.create();
  private final SDVariable input = samediff.placeHolder("images", DataType.FLOAT, -1, 2, 6);

  @Test
  void listsEveryUnknownOperatorWithItsVariable() {
    SDVariable first = samediff.math().isMax("peaks", input);
    SDVariable second = samediff.cumprod("grown", first.castTo(DataType.FLOAT), 1);
    new Digamma(samediff, second).outputVariable().rename("slopes");

    assertThatThrownBy(() -> Graphs.translate(samediff, "slopes"))
        .isInstanceOf(ExportException.class)
        .hasMessage(
            "The exporter has no translation for ismax (peaks), which mixes the entries of a"
                + " batch, cumprod (grown), which has no equal in ONNX, digamma (slopes); write the network with other operators"
                + " or add them to the operator table.");
  }

  @Test
  void doesNotMindUnknownOperatorsThatNoOutputNeeds() {
    samediff.math().isMax("peaks", input);
    samediff.nn().relu("kept", input, 0);

    Graphs.translate(samediff, "kept");
  }

  @Test
  void listsEveryFormThatOnnxCannotExpress() {
    SDVariable first = samediff.cumsum("summed", input, 1, 2);
    samediff.nn().softmax("shares", first, 1);

    assertThatThrownBy(() -> Graphs.translate(samediff, "shares"))
        .isInstanceOf(ExportException.class)
        .hasMessageStartingWith("ONNX cannot express cumsum (summed) runs along")
        .hasMessageContaining("softmax (shares) runs along axis 1 of 3");
  }

  @Test
  void refusesBeforeItRunsWhatWouldEndTheProcess() {
    samediff
        .stridedSlice(
            input, new long[] {0, 0, 5}, new long[] {2, 2, 0}, new long[] {1, 1, -1}, 1, 1, 0, 0, 0)
        .rename("backwards");

    assertThatThrownBy(() -> Graphs.translate(samediff, "backwards"))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("strided_slice (backwards) has the stride -1");
  }

  @Test
  void looksAtStridesThatAreInputsToo() {
    SDVariable none = samediff.constant(Nd4j.createFromArray(0, 0, 0));
    SDVariable strides = samediff.constant(Nd4j.createFromArray(1, 1, -1));
    samediff.stridedSlice(input, none, none, strides, 7, 7, 0, 0, 0).rename("backwards");

    assertThatThrownBy(() -> Graphs.translate(samediff, "backwards"))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("strided_slice (backwards) has the stride -1");
  }

  @Test
  void dropoutGivesWhatComesOfItOnAverage() {
    SameDiff graph = SameDiff.create();
    SDVariable ones = graph.placeHolder("x", DataType.FLOAT, -1, 50);
    graph.nn().dropout("thinned", ones, 0.3);
    float[] numbers = new float[200 * 50];
    Arrays.fill(numbers, 1);
    Map<String, Tensor> input = Map.of("x", Tensor.ofFloats(numbers, 200, 50));

    float[] exported =
        Graphs.run(Graphs.translate(graph, "thinned"), input).get("thinned").floats();
    float[] drawn = Graphs.run(graph, input, "thinned").floats();

    assertThat(exported).containsOnly(0.3f);
    double mean = 0;
    for (float number : drawn) {
      mean += number / drawn.length;
    }
    assertThat(mean).as("10,000 draws, standard deviation 0.005").isBetween(0.27, 0.33);
  }

  @Test
  void refusesNoOperatorThatItKnows() {
    OperatorTable table = OperatorTable.standard();

    assertThat(table.refused()).isNotEmpty().doesNotContainAnyElementsOf(table.operators());
  }

  @Test
  void runsDilatedConvolutionsToFindTheirShapes() {
    SDVariable image = samediff.placeHolder("image", DataType.FLOAT, -1, 2, 7, 7);
    Conv2DConfig window =
        Conv2DConfig.builder().kH(3).kW(3).dH(2).dW(2).paddingMode(PaddingMode.VALID).build();
    samediff.cnn().conv2d("wide", image, samediff.var("weights", Nd4j.ones(3, 3, 2, 4)), window);

    assertThat(Graphs.translate(samediff, "wide").output("wide").orElseThrow().shapeAt(5))
        .containsExactly(5, 4, 3, 3);
    assertThat(Nd4j.getEnvironment().helpersAllowed()).isTrue();
  }

  @Test
  void refusesPaddingThatBeginsBehindTheEdge() {
    SDVariable image = samediff.placeHolder("image", DataType.FLOAT, -1, 2, 9, 9);
    Conv2DConfig window =
        Conv2DConfig.builder().kH(1).kW(1).sH(3).sW(3).paddingMode(PaddingMode.SAME).build();
    samediff.cnn().conv2d("sparse", image, samediff.var("weights", Nd4j.ones(1, 1, 2, 4)), window);

    assertThatThrownBy(() -> Graphs.translate(samediff, "sparse"))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("conv2d (sparse) has the stride 3 and a kernel that reaches 1");
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
