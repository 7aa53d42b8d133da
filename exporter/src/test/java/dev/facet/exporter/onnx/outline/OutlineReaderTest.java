package dev.facet.exporter.onnx.outline;

import static dev.facet.exporter.ForeignModel.FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.facet.exporter.ExportException;
import dev.facet.exporter.ForeignModel;
import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.onnx.proto.NodeProto;
import dev.facet.exporter.onnx.proto.SparseTensorProto;
import dev.facet.exporter.onnx.proto.TensorProto;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutlineReaderTest {
  @Test
  void readsWhatAFileSays() {
    ModelOutline model = ForeignModel.small().outline();

    assertThat(model.producer()).isEqualTo("others 7");
    assertThat(model.operatorSets()).containsEntry("", 21L);
    assertThat(model.inputs())
        .extracting(ValueOutline::describe)
        .containsExactly("float32 [N, 4, 6, 6]");
    assertThat(model.nodes()).extracting(NodeOutline::operator).startsWith("Conv", "Relu");
    assertThat(model.weights().get("kernel").describe()).isEqualTo("float32 [8, 2, 3, 3]");
    assertThat(model.weights().get("kernel").bytes()).isEqualTo(8 * 2 * 3 * 3 * 4);
    assertThat(model.nodes().getFirst().attributes()).containsEntry("group", Attribute.of(2));
  }

  @Test
  void countsNoWeightAmongTheInputs() {
    ModelOutline model =
        new ForeignModel()
            .input("x", FLOAT, 1)
            .input("w", FLOAT, 1)
            .weight("w", 1)
            .node("Add", "y", List.of("x", "w"))
            .outline();

    assertThat(model.inputs()).extracting(ValueOutline::name).containsExactly("x");
  }

  @Test
  void keepsOpenWhatAFileLeavesOpen() {
    ModelOutline model = new ForeignModel().input("x", FLOAT, "batch", "", -3, 5).outline();

    assertThat(model.inputs().getFirst().shape())
        .contains(
            List.of(
                new Size.Symbol("batch"),
                new Size.Unknown(),
                new Size.Unknown(),
                new Size.Fixed(5)));
  }

  @Test
  void namesOperatorsWithoutNameAsOnnxRuntimeDoes() {
    ModelOutline model =
        new ForeignModel()
            .input("x", FLOAT, 1)
            .node(
                "Constant",
                "c",
                List.of(),
                ForeignModel.tensorAttribute("value", ForeignModel.tensor("", 1)))
            .node("Add", "s", List.of("x", "c"))
            .node(NodeProto.newBuilder().setOpType("Relu").addInput("s").addOutput("y").build())
            .outline();

    assertThat(model.nodes().getLast().name()).isEqualTo("Relu_1");
    assertThat(model.allWeights()).extracting(WeightOutline::elements).containsExactly(1L);
  }

  @Test
  void looksIntoBodies() {
    ForeignModel inside =
        new ForeignModel().weight("bias", 3).node("Add", "sum", List.of("x", "bias"));
    ModelOutline model =
        new ForeignModel()
            .input("x", FLOAT, 3)
            .node("If", "y", List.of("c"), ForeignModel.body("then_branch", inside.graph()))
            .outline();

    assertThat(model.allNodes()).extracting(NodeOutline::operator).containsExactly("If", "Add");
    assertThat(model.allWeights()).extracting(WeightOutline::name).containsExactly("bias");
  }

  @Test
  void takesTheLongNameOfOnnxsOwnSetForTheShortOne() {
    ModelOutline model = new ForeignModel().node("Relu", "ai.onnx", "y", List.of("x")).outline();

    assertThat(model.nodes().getFirst().kind()).isEqualTo("Relu");
  }

  @Test
  void readsNumbersThatArePackedByType() {
    TensorProto halves =
        TensorProto.newBuilder()
            .setName("h")
            .setDataType(10)
            .addDims(2)
            .addInt32Data(1)
            .addInt32Data(2)
            .build();
    TensorProto quarters =
        TensorProto.newBuilder()
            .setName("q")
            .setDataType(22)
            .addDims(3)
            .setRawData(ByteString.copyFrom(new byte[2]))
            .build();
    TensorProto texts =
        TensorProto.newBuilder()
            .setName("t")
            .setDataType(8)
            .addDims(1)
            .addStringData(ByteString.EMPTY)
            .build();

    ModelOutline model = new ForeignModel().weight(halves).weight(quarters).weight(texts).outline();

    assertThat(model.weights().values())
        .extracting(WeightOutline::bytes)
        .containsExactly(4L, 2L, 0L);
  }

  @Test
  void refusesATensorThatHoldsOtherThanItSays() {
    TensorProto shorter =
        ForeignModel.tensor("w", 2, 2).toBuilder()
            .setRawData(ByteString.copyFrom(new byte[12]))
            .build();

    assertThatThrownBy(() -> new ForeignModel().weight(shorter).outline())
        .isInstanceOf(ExportException.class)
        .hasMessage(
            "model.onnx is damaged: tensor 'w' says that it is float32 [2, 2], but holds other than 4"
                + " numbers; get the file again.");
  }

  @Test
  void refusesSizesThatCannotBe() {
    for (long size : new long[] {-1, Long.MAX_VALUE, 1L << 60}) {
      TensorProto tensor =
          TensorProto.newBuilder().setName("w").setDataType(1).addDims(size).addDims(size).build();

      assertThatThrownBy(() -> new ForeignModel().weight(tensor).outline())
          .isInstanceOf(ExportException.class)
          .hasMessageContaining("tensor 'w' cannot have the shape [%d, %d]".formatted(size, size));
    }
  }

  @Test
  void refusesTwoTensorsOfOneName() {
    assertThatThrownBy(() -> new ForeignModel().weight("w", 1).weight("w", 2).outline())
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("it has two tensors called 'w'");
  }

  @Test
  void refusesWhatIsNoModel() {
    for (byte[] bytes : List.of(new byte[0], "not a model".getBytes(StandardCharsets.UTF_8))) {
      assertThatThrownBy(() -> OutlineReader.read(bytes, "some.onnx"))
          .isInstanceOf(ExportException.class)
          .hasMessageStartingWith("some.onnx is not an ONNX model");
    }
  }

  @Test
  void knowsHowLargeASparseTensorStandsFor() {
    SparseTensorProto sparse =
        SparseTensorProto.newBuilder().setValues(ForeignModel.tensor("s", 1)).addDims(100).build();

    assertThat(WeightReader.read(sparse, "model.onnx").elements()).isEqualTo(100);
  }

  @Test
  void saysNothingOfTheShapeOfWhatIsNoTensor() {
    assertThat(new ValueOutline("s", ElementKind.UNKNOWN, Optional.empty()).describe())
        .isEqualTo("unknown of unknown shape");
  }
}
