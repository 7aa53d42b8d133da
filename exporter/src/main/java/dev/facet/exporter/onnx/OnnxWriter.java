package dev.facet.exporter.onnx;

import com.google.protobuf.ByteString;
import dev.facet.exporter.ExportException;
import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.graph.Value;
import dev.facet.exporter.onnx.proto.AttributeProto;
import dev.facet.exporter.onnx.proto.AttributeProto.AttributeType;
import dev.facet.exporter.onnx.proto.GraphProto;
import dev.facet.exporter.onnx.proto.ModelProto;
import dev.facet.exporter.onnx.proto.NodeProto;
import dev.facet.exporter.onnx.proto.OperatorSetIdProto;
import dev.facet.exporter.onnx.proto.StringStringEntryProto;
import dev.facet.exporter.onnx.proto.TensorProto;
import dev.facet.exporter.onnx.proto.TensorShapeProto;
import dev.facet.exporter.onnx.proto.TypeProto;
import dev.facet.exporter.onnx.proto.ValueInfoProto;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes a model as ONNX. The same model gives the same bytes: there are no timestamps, and every
 * list has one order.
 */
public final class OnnxWriter {
  /** The operators that came after {@link OnnxModel#OPSET}, with the version that brought them. */
  private static final Map<String, Integer> LATER = Map.of("Attention", 23);

  private OnnxWriter() {}

  /**
   * The bytes of an {@code .onnx} file.
   *
   * @throws ExportException if its weights are more than one file can hold
   */
  public static byte[] write(OnnxModel model) {
    OnnxFiles files = write(model, "weights", OnnxFiles.MOST_BYTES);
    if (!files.apart().isEmpty()) {
      throw new ExportException(
          "The weights of %s are more than the %d bytes that one ONNX file can hold: write them into a second one."
              .formatted(model.name(), OnnxFiles.MOST_BYTES));
    }
    return files.model();
  }

  /**
   * A model in one file, or in two if its weights are too many.
   *
   * @param dataFile what the second file is called, without a folder
   * @param most how many bytes of weights one file may hold
   */
  public static OnnxFiles write(OnnxModel model, String dataFile, long most) {
    Map<String, Tensor> apart = OnnxFiles.large(model.graph().constants(), most);
    ModelProto.Builder proto = frame(model.graph().nodes(), model.opset());
    proto
        .setProducerVersion(model.producerVersion())
        .setGraph(graph(model.name(), model.graph(), dataFile, apart));
    model
        .metadata()
        .forEach(
            (key, value) ->
                proto.addMetadataProps(
                    StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return new OnnxFiles(proto.build().toByteArray(), apart);
  }

  /**
   * A model that computes any values. ONNX Runtime finds their types itself, so they need not be
   * known.
   *
   * @param inputs what the caller gives, if anything
   * @param nodes in topological order
   * @param constants at least those that the nodes read
   * @param wanted names of values to compute
   */
  public static OnnxFiles writeCalculation(
      List<Value> inputs,
      List<Node> nodes,
      Map<String, Tensor> constants,
      Collection<String> wanted) {
    GraphProto.Builder graph = GraphProto.newBuilder().setName("calculation");
    inputs.forEach(input -> graph.addInput(value(input)));
    nodes.forEach(node -> graph.addNode(node(node)));
    Map<String, Tensor> read = new LinkedHashMap<>();
    nodes.stream()
        .flatMap(node -> node.inputs().stream())
        .filter(constants::containsKey)
        .forEach(name -> read.put(name, constants.get(name)));
    Map<String, Tensor> apart = OnnxFiles.large(read, OnnxFiles.MOST_BYTES);
    weights(read, "weights", apart).forEach(graph::addInitializer);
    wanted.forEach(name -> graph.addOutput(ValueInfoProto.newBuilder().setName(name)));
    return new OnnxFiles(
        frame(nodes, OnnxModel.OPSET).setGraph(graph).build().toByteArray(), apart);
  }

  private static ModelProto.Builder frame(List<Node> nodes, int least) {
    int opset = opset(nodes, least);
    ModelProto.Builder proto =
        ModelProto.newBuilder().setIrVersion(fileFormat(opset)).setProducerName("facet");
    TreeSet<String> domains = new TreeSet<>();
    domains.add("");
    nodes.forEach(node -> domains.add(node.domain()));
    for (String domain : domains) {
      proto.addOpsetImport(
          OperatorSetIdProto.newBuilder()
              .setDomain(domain)
              .setVersion(domain.isEmpty() ? opset : 1));
    }
    return proto;
  }

  /**
   * The version of ONNX's operator set that a graph is written in.
   *
   * @param least the version unless its operators came later
   */
  public static int opset(Graph graph, int least) {
    return opset(graph.nodes(), least);
  }

  private static int opset(List<Node> nodes, int least) {
    return nodes.stream()
        .filter(node -> node.domain().isEmpty())
        .mapToInt(node -> LATER.getOrDefault(node.operator(), least))
        .reduce(least, Math::max);
  }

  /** The version of the file format that came with an operator set. */
  private static int fileFormat(int opset) {
    if (opset <= 18) {
      return 8;
    }
    return opset <= 20 ? 9 : opset <= 22 ? 10 : 11;
  }

  private static GraphProto graph(
      String name, Graph graph, String dataFile, Map<String, Tensor> apart) {
    GraphProto.Builder proto = GraphProto.newBuilder().setName(name);
    graph.inputs().forEach(value -> proto.addInput(value(value)));
    graph.outputs().forEach(value -> proto.addOutput(value(value)));
    graph.nodes().forEach(node -> proto.addNode(node(node)));
    weights(graph.constants(), dataFile, apart).forEach(proto::addInitializer);
    graph.nodes().stream()
        .flatMap(node -> node.outputs().stream())
        .filter(output -> !output.isEmpty() && graph.output(output).isEmpty())
        .filter(graph.known()::containsKey)
        .forEach(output -> proto.addValueInfo(value(graph.known().get(output))));
    return proto.build();
  }

  private static ValueInfoProto value(Value value) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (Dimension dimension : value.shape()) {
      switch (dimension) {
        case Dimension.Fixed(long size) -> shape.addDimBuilder().setDimValue(size);
        case Dimension.Batch batch -> shape.addDimBuilder().setDimParam(batch.toString());
      }
    }
    TypeProto.Tensor type =
        TypeProto.Tensor.newBuilder().setElemType(value.type().onnxCode()).setShape(shape).build();
    return ValueInfoProto.newBuilder()
        .setName(value.name())
        .setType(TypeProto.newBuilder().setTensorType(type))
        .build();
  }

  private static NodeProto node(Node node) {
    NodeProto.Builder proto =
        NodeProto.newBuilder()
            .setName(node.name())
            .setOpType(node.operator())
            .addAllInput(node.inputs())
            .addAllOutput(node.outputs());
    if (!node.domain().isEmpty()) {
      proto.setDomain(node.domain());
    }
    node.attributes().forEach((name, attribute) -> proto.addAttribute(attribute(name, attribute)));
    return proto.build();
  }

  private static AttributeProto attribute(String name, Attribute attribute) {
    AttributeProto.Builder proto = AttributeProto.newBuilder().setName(name);
    switch (attribute) {
      case Attribute.IntValue(long value) -> proto.setType(AttributeType.INT).setI(value);
      case Attribute.IntList list -> proto.setType(AttributeType.INTS).addAllInts(list.values());
      case Attribute.FloatValue(float value) -> proto.setType(AttributeType.FLOAT).setF(value);
      case Attribute.Text(String value) ->
          proto
              .setType(AttributeType.STRING)
              .setS(ByteString.copyFrom(value, StandardCharsets.UTF_8));
    }
    return proto.build();
  }

  private static List<TensorProto> weights(
      Map<String, Tensor> all, String dataFile, Map<String, Tensor> apart) {
    Map<String, Long> offsets = OnnxFiles.offsets(apart);
    List<TensorProto> weights = new ArrayList<>();
    all.forEach(
        (name, tensor) -> {
          TensorProto.Builder proto =
              TensorProto.newBuilder().setName(name).setDataType(tensor.type().onnxCode());
          for (long size : tensor.shape()) {
            proto.addDims(size);
          }
          if (offsets.containsKey(name)) {
            place(proto, dataFile, offsets.get(name), tensor.bytes().remaining());
          } else {
            proto.setRawData(ByteString.copyFrom(tensor.bytes()));
          }
          weights.add(proto.build());
        });
    return weights;
  }

  /** Says where in which file the bytes of a tensor are. */
  private static void place(TensorProto.Builder proto, String file, long offset, long length) {
    proto.setDataLocation(TensorProto.DataLocation.EXTERNAL);
    Map<String, String> place = new TreeMap<>();
    place.put("location", file);
    place.put("offset", Long.toString(offset));
    place.put("length", Long.toString(length));
    place.forEach(
        (key, value) ->
            proto.addExternalData(StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
  }
}
