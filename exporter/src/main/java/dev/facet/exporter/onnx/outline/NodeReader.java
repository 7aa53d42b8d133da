package dev.facet.exporter.onnx.outline;

import static java.util.stream.Collectors.joining;

import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.onnx.proto.AttributeProto;
import dev.facet.exporter.onnx.proto.GraphProto;
import dev.facet.exporter.onnx.proto.NodeProto;
import dev.facet.exporter.onnx.proto.TensorProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the operators of a graph, those in the bodies of loops and conditions included. */
final class NodeReader {
  private static final String STANDARD = "ai.onnx";
  private static final int MOST_SHOWN = 16;

  private final String where;

  /**
   * A reader.
   *
   * @param where what to call the file in an error
   */
  NodeReader(String where) {
    this.where = where;
  }

  /** The short name of an operator set. */
  static String domain(String domain) {
    return domain.equals(STANDARD) ? "" : domain;
  }

  /** The operators of a graph, in order. */
  List<NodeOutline> nodes(GraphProto graph) {
    List<NodeOutline> nodes = new ArrayList<>();
    int place = 0;
    for (NodeProto proto : graph.getNodeList()) {
      nodes.add(node(proto, place));
      // ONNX Runtime makes weights of these before it counts
      place += proto.getOpType().equals("Constant") ? 0 : 1;
    }
    return nodes;
  }

  private NodeOutline node(NodeProto proto, int place) {
    SortedMap<String, Attribute> attributes = new TreeMap<>();
    List<WeightOutline> weights = new ArrayList<>();
    List<NodeOutline> body = new ArrayList<>();
    for (AttributeProto attribute : proto.getAttributeList()) {
      attributes.put(attribute.getName(), attribute(attribute));
      List<TensorProto> tensors = new ArrayList<>(attribute.getTensorsList());
      List<GraphProto> graphs = new ArrayList<>(attribute.getGraphsList());
      if (attribute.hasT()) {
        tensors.add(attribute.getT());
      }
      if (attribute.hasG()) {
        graphs.add(attribute.getG());
      }
      for (GraphProto graph : graphs) {
        tensors.addAll(graph.getInitializerList());
        for (NodeOutline inner : nodes(graph)) {
          body.add(inner);
          body.addAll(inner.body());
          weights.addAll(inner.weights());
        }
      }
      tensors.forEach(tensor -> weights.add(WeightReader.read(tensor, where)));
    }
    return new NodeOutline(
        proto.getName().isEmpty() ? proto.getOpType() + "_" + place : proto.getName(),
        domain(proto.getDomain()),
        proto.getOpType(),
        proto.getInputList(),
        proto.getOutputList(),
        attributes,
        weights,
        body);
  }

  private Attribute attribute(AttributeProto proto) {
    return switch (proto.getType()) {
      case INT -> new Attribute.IntValue(proto.getI());
      case INTS -> new Attribute.IntList(proto.getIntsList());
      case FLOAT -> new Attribute.FloatValue(proto.getF());
      case STRING -> new Attribute.Text(proto.getS().toStringUtf8());
      case FLOATS -> new Attribute.Text(list(proto.getFloatsList()));
      case STRINGS ->
          new Attribute.Text(
              list(proto.getStringsList().stream().map(t -> t.toStringUtf8()).toList()));
      case TENSOR -> new Attribute.Text(WeightReader.read(proto.getT(), where).describe());
      case GRAPH -> new Attribute.Text(body(proto.getG()));
      case TENSORS, GRAPHS, SPARSE_TENSOR, SPARSE_TENSORS, TYPE_PROTO, TYPE_PROTOS, UNDEFINED ->
          new Attribute.Text(proto.getType().name().toLowerCase(Locale.ROOT));
    };
  }

  private static String body(GraphProto graph) {
    return "a body of %d operators".formatted(graph.getNodeCount());
  }

  private static String list(List<?> values) {
    return values.stream().limit(MOST_SHOWN).map(Object::toString).collect(joining(", ", "[", ""))
        + (values.size() > MOST_SHOWN ? ", ...]" : "]");
  }
}
