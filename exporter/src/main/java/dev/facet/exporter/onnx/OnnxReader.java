package dev.facet.exporter.onnx;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.ElementType;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.graph.Value;
import dev.facet.exporter.onnx.proto.AttributeProto;
import dev.facet.exporter.onnx.proto.GraphProto;
import dev.facet.exporter.onnx.proto.ModelProto;
import dev.facet.exporter.onnx.proto.NodeProto;
import dev.facet.exporter.onnx.proto.TensorProto;
import dev.facet.exporter.onnx.proto.ValueInfoProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the ONNX files that {@link OnnxWriter} writes; of others, those that use no more. */
public final class OnnxReader {
  private OnnxReader() {}

  /**
   * The model behind the bytes of an {@code .onnx} file.
   *
   * @param bytes the content
   * @param where what to call the file in an error
   * @throws ExportException if the bytes are no ONNX model, or use what Facet never writes
   */
  public static OnnxModel read(byte[] bytes, String where) {
    return read(bytes, where, ExternalData.none());
  }

  /**
   * The model in a file, with the weights that it keeps in a second file of the same folder.
   *
   * @throws ExportException if the files cannot be read, are no ONNX model, or use what Facet never
   *     writes
   */
  public static OnnxModel read(Path file) {
    try {
      return read(Files.readAllBytes(file), file.toString(), ExternalData.beside(file));
    } catch (IOException e) {
      throw new ExportException("%s cannot be read: %s.".formatted(file, e), e);
    }
  }

  private static OnnxModel read(byte[] bytes, String where, ExternalData external) {
    ModelProto proto = ModelBytes.parse(bytes, where, "export it again");
    SortedMap<String, String> metadata = new TreeMap<>();
    proto.getMetadataPropsList().forEach(entry -> metadata.put(entry.getKey(), entry.getValue()));
    try {
      return new OnnxModel(
          proto.getGraph().getName(),
          proto.getProducerVersion(),
          opset(proto),
          graph(proto.getGraph(), external),
          metadata);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new ExportException(
          "%s holds what Facet does not write: %s; export it again."
              .formatted(where, e.getMessage()),
          e);
    }
  }

  private static int opset(ModelProto proto) {
    return proto.getOpsetImportList().stream()
        .filter(each -> each.getDomain().isEmpty() || each.getDomain().equals("ai.onnx"))
        .mapToInt(each -> Math.clamp(each.getVersion(), 0, Integer.MAX_VALUE))
        .findFirst()
        .orElse(0);
  }

  private static Graph graph(GraphProto proto, ExternalData external) {
    Map<String, Tensor> constants = new LinkedHashMap<>();
    proto
        .getInitializerList()
        .forEach(each -> put(constants, each.getName(), tensor(each, external)));
    Map<String, Value> known = new LinkedHashMap<>();
    proto.getValueInfoList().forEach(each -> put(known, each.getName(), value(each)));
    return new Graph(
        proto.getInputList().stream().map(OnnxReader::value).toList(),
        proto.getOutputList().stream().map(OnnxReader::value).toList(),
        proto.getNodeList().stream().map(OnnxReader::node).toList(),
        constants,
        known);
  }

  private static <T> void put(Map<String, T> all, String name, T one) {
    if (all.put(name, one) != null) {
      throw new IllegalArgumentException("'%s' is there twice".formatted(name));
    }
  }

  private static Value value(ValueInfoProto proto) {
    List<Dimension> shape =
        proto.getType().getTensorType().getShape().getDimList().stream()
            .map(
                dim ->
                    dim.hasDimParam()
                        ? Dimension.ofSymbol(dim.getDimParam())
                        : Dimension.of(dim.getDimValue()))
            .toList();
    return new Value(
        proto.getName(),
        type(proto.getName(), proto.getType().getTensorType().getElemType()),
        shape);
  }

  private static ElementType type(String name, int code) {
    return ElementType.ofOnnxCode(code)
        .orElseThrow(
            () -> new IllegalArgumentException("value " + name + " has element type " + code));
  }

  private static Tensor tensor(TensorProto proto, ExternalData external) {
    long[] shape = proto.getDimsList().stream().mapToLong(Long::longValue).toArray();
    if (Arrays.stream(shape).anyMatch(size -> size < 0)) {
      throw new IllegalArgumentException(
          "tensor '%s' has the shape %s".formatted(proto.getName(), Arrays.toString(shape)));
    }
    byte[] content =
        proto.getDataLocation() == TensorProto.DataLocation.EXTERNAL
            ? external.read(proto)
            : proto.getRawData().toByteArray();
    return Tensor.of(type(proto.getName(), proto.getDataType()), content, shape);
  }

  private static Node node(NodeProto proto) {
    SortedMap<String, Attribute> attributes = new TreeMap<>();
    proto.getAttributeList().forEach(each -> attributes.put(each.getName(), attribute(each)));
    return new Node(
        proto.getName(),
        proto.getDomain(),
        proto.getOpType(),
        proto.getInputList(),
        proto.getOutputList(),
        attributes);
  }

  private static Attribute attribute(AttributeProto proto) {
    return switch (proto.getType()) {
      case INT -> new Attribute.IntValue(proto.getI());
      case INTS -> new Attribute.IntList(proto.getIntsList());
      case FLOAT -> new Attribute.FloatValue(proto.getF());
      case STRING -> new Attribute.Text(proto.getS().toStringUtf8());
      default ->
          throw new IllegalArgumentException(
              "attribute " + proto.getName() + " has kind " + proto.getType());
    };
  }
}
