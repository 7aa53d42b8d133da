package dev.facet.exporter;

import com.google.protobuf.ByteString;
import dev.facet.exporter.onnx.outline.ModelOutline;
import dev.facet.exporter.onnx.outline.OutlineReader;
import dev.facet.exporter.onnx.proto.AttributeProto;
import dev.facet.exporter.onnx.proto.AttributeProto.AttributeType;
import dev.facet.exporter.onnx.proto.GraphProto;
import dev.facet.exporter.onnx.proto.ModelProto;
import dev.facet.exporter.onnx.proto.NodeProto;
import dev.facet.exporter.onnx.proto.OperatorSetIdProto;
import dev.facet.exporter.onnx.proto.TensorProto;
import dev.facet.exporter.onnx.proto.TensorShapeProto;
import dev.facet.exporter.onnx.proto.TypeProto;
import dev.facet.exporter.onnx.proto.ValueInfoProto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes ONNX files as others do, rules kept or not. */
public final class ForeignModel {
  /** ONNX's number of float32. */
  public static final int FLOAT = 1;

  private final ModelProto.Builder model =
      ModelProto.newBuilder().setIrVersion(10).setProducerName("others").setProducerVersion("7");
  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("graph");

  /** An empty model of operator set 21. */
  public ForeignModel() {
    set("", 21);
  }

  /** A small network: a convolution with groups, a Relu, a mean over the places, a product. */
  public static ForeignModel small() {
    return new ForeignModel()
        .input("picture", FLOAT, "N", 4, 6, 6)
        .weight("kernel", 8, 2, 3, 3)
        .weight("matrix", 8, 5)
        .node("Conv", "convolved", List.of("picture", "kernel"), integer("group", 2))
        .node("Relu", "bent", List.of("convolved"))
        .node("GlobalAveragePool", "mean", List.of("bent"))
        .node("Flatten", "row", List.of("mean"))
        .node("MatMul", "answer", List.of("row", "matrix"))
        .output("answer", FLOAT, "N", 5);
  }

  /** Names an operator set. */
  public ForeignModel set(String domain, long version) {
    model.addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version));
    return this;
  }

  /** Adds an input; a size is a number or a symbol. */
  public ForeignModel input(String name, int type, Object... sizes) {
    graph.addInput(value(name, type, sizes));
    return this;
  }

  /** Adds an output. */
  public ForeignModel output(String name, int type, Object... sizes) {
    graph.addOutput(value(name, type, sizes));
    return this;
  }

  /** Declares a value between operators. */
  public ForeignModel known(String name, int type, Object... sizes) {
    graph.addValueInfo(value(name, type, sizes));
    return this;
  }

  /** Adds a float32 tensor of small numbers. */
  public ForeignModel weight(String name, long... shape) {
    graph.addInitializer(tensor(name, shape));
    return this;
  }

  /** Adds any tensor. */
  public ForeignModel weight(TensorProto tensor) {
    graph.addInitializer(tensor);
    return this;
  }

  /** Adds an operator of ONNX's own set with one output and the name of that. */
  public ForeignModel node(
      String operator, String output, List<String> inputs, AttributeProto... attributes) {
    return node(operator, "", output, inputs, attributes);
  }

  /** Adds an operator of any set. */
  public ForeignModel node(
      String operator,
      String domain,
      String output,
      List<String> inputs,
      AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setName(output)
            .setOpType(operator)
            .setDomain(domain)
            .addAllInput(inputs)
            .addOutput(output)
            .addAllAttribute(List.of(attributes)));
    return this;
  }

  /** Adds an operator as it is. */
  public ForeignModel node(NodeProto node) {
    graph.addNode(node);
    return this;
  }

  /** The graph so far, for the body of an operator. */
  public GraphProto graph() {
    return graph.build();
  }

  /** The file. */
  public byte[] bytes() {
    return model.setGraph(graph).build().toByteArray();
  }

  /** What the file says. */
  public ModelOutline outline() {
    return OutlineReader.read(bytes(), "model.onnx");
  }

  /** Writes the file. */
  public Path write(Path file) {
    try {
      return Files.write(file, bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An integer attribute. */
  public static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
  }

  /** A tensor attribute. */
  public static AttributeProto tensorAttribute(String name, TensorProto tensor) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.TENSOR)
        .setT(tensor)
        .build();
  }

  /** A body. */
  public static AttributeProto body(String name, GraphProto graph) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.GRAPH)
        .setG(graph)
        .build();
  }

  /** A float32 tensor of small numbers. */
  public static TensorProto tensor(String name, long... shape) {
    long elements = 1;
    TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(FLOAT);
    for (long size : shape) {
      elements *= size;
      tensor.addDims(size);
    }
    return tensor.setRawData(ByteString.copyFrom(new byte[Math.toIntExact(4 * elements)])).build();
  }

  private static ValueInfoProto value(String name, int type, Object... sizes) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (Object size : sizes) {
      switch (size) {
        case Number number -> shape.addDimBuilder().setDimValue(number.longValue());
        case String symbol when !symbol.isEmpty() -> shape.addDimBuilder().setDimParam(symbol);
        default -> shape.addDimBuilder();
      }
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape)))
        .build();
  }
}
