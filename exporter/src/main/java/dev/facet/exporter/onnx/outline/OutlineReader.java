package dev.facet.exporter.onnx.outline;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.onnx.ModelBytes;
import dev.facet.exporter.onnx.proto.GraphProto;
import dev.facet.exporter.onnx.proto.ModelProto;
import dev.facet.exporter.onnx.proto.TensorShapeProto;
import dev.facet.exporter.onnx.proto.TypeProto;
import dev.facet.exporter.onnx.proto.ValueInfoProto;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the outline of any ONNX file. */
public final class OutlineReader {
  private OutlineReader() {}

  /**
   * The outline of a file.
   *
   * @param bytes its content, which must not change any more
   * @param where what to call the file in an error
   * @throws ExportException if the bytes are no ONNX model, or contradict themselves
   */
  public static ModelOutline read(byte[] bytes, String where) {
    ModelProto proto = ModelBytes.parse(bytes, where, "name an .onnx file or a bundle");
    GraphProto graph = proto.getGraph();
    Map<String, WeightOutline> weights = new LinkedHashMap<>();
    Stream.concat(
            graph.getInitializerList().stream().map(each -> WeightReader.read(each, where)),
            graph.getSparseInitializerList().stream().map(each -> WeightReader.read(each, where)))
        .forEach(
            weight -> {
              if (weights.put(weight.name(), weight) != null) {
                throw new ExportException(
                    "%s is damaged: it has two tensors called '%s'; get the file again."
                        .formatted(where, weight.name()));
              }
            });
    SortedMap<String, Long> sets = new TreeMap<>();
    proto
        .getOpsetImportList()
        .forEach(set -> sets.put(NodeReader.domain(set.getDomain()), set.getVersion()));
    SortedMap<String, String> metadata = new TreeMap<>();
    proto.getMetadataPropsList().forEach(each -> metadata.put(each.getKey(), each.getValue()));
    Map<String, ValueOutline> known = new LinkedHashMap<>();
    graph.getValueInfoList().forEach(each -> known.put(each.getName(), value(each)));
    return new ModelOutline(
        proto.getIrVersion(),
        (proto.getProducerName() + " " + proto.getProducerVersion()).strip(),
        sets,
        metadata,
        graph.getInputList().stream()
            .filter(input -> !weights.containsKey(input.getName()))
            .map(OutlineReader::value)
            .toList(),
        graph.getOutputList().stream().map(OutlineReader::value).toList(),
        new NodeReader(where).nodes(graph),
        weights,
        known);
  }

  private static ValueOutline value(ValueInfoProto proto) {
    TypeProto type = proto.getType();
    if (!type.hasTensorType()) {
      return new ValueOutline(proto.getName(), ElementKind.UNKNOWN, Optional.empty());
    }
    TypeProto.Tensor tensor = type.getTensorType();
    return new ValueOutline(
        proto.getName(),
        ElementKind.of(tensor.getElemType()),
        tensor.hasShape() ? Optional.of(sizes(tensor.getShape())) : Optional.empty());
  }

  private static List<Size> sizes(TensorShapeProto shape) {
    return shape.getDimList().stream().map(OutlineReader::size).toList();
  }

  private static Size size(TensorShapeProto.Dimension dimension) {
    if (!dimension.getDimParam().isEmpty()) {
      return new Size.Symbol(dimension.getDimParam());
    }
    return dimension.hasDimValue() && dimension.getDimValue() >= 0
        ? new Size.Fixed(dimension.getDimValue())
        : new Size.Unknown();
  }
}
