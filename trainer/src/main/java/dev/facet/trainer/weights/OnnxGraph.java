package dev.facet.trainer.weights;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The weights in a model's graph. Field numbers are those of {@code onnx.proto} 1.17: ModelProto,
 * GraphProto, NodeProto and AttributeProto; every other field is skipped.
 */
final class OnnxGraph {
  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_INITIALIZER = 5;
  private static final int NODE_INPUT = 1;
  private static final int NODE_OUTPUT = 2;
  private static final int NODE_TYPE = 4;
  private static final int NODE_ATTRIBUTE = 5;
  private static final int ATTRIBUTE_NAME = 1;
  private static final int ATTRIBUTE_TENSOR = 5;

  private final Path file;
  private final Map<String, NamedArrays.Values> initialisers = new LinkedHashMap<>();
  private final Map<String, NamedArrays.Values> constants = new HashMap<>();
  private final Map<String, String> copies = new LinkedHashMap<>();
  private final Set<String> normalising = new HashSet<>();
  private boolean found;
  private boolean convolves;

  /** Nothing so far of a model in a file. */
  OnnxGraph(Path file) {
    this.file = file;
  }

  /** Whether a graph has begun: what holds none is no model. */
  boolean found() {
    return found;
  }

  /** Whether it convolves and never normalises a batch. */
  boolean isFolded() {
    return convolves && normalising.isEmpty();
  }

  /** The initialisers, their copies under other names, and the constants of normalisations. */
  Map<String, NamedArrays.Values> arrays() {
    Map<String, NamedArrays.Values> arrays = new LinkedHashMap<>(initialisers);
    constants.forEach(
        (name, values) -> {
          if (normalising.contains(name)) {
            arrays.putIfAbsent(name, values);
          }
        });
    // exporters keep equal arrays once and name the others by operators that copy
    copies.forEach(
        (copy, original) ->
            Optional.ofNullable(arrays.get(original)).ifPresent(v -> arrays.putIfAbsent(copy, v)));
    return arrays;
  }

  void readModel(CodedInputStream in) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (isMessage(tag, MODEL_GRAPH)) {
        found = true;
        message(in, this::readGraph);
      } else {
        in.skipField(tag);
      }
    }
  }

  private void readGraph(CodedInputStream in) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (isMessage(tag, GRAPH_NODE)) {
        message(in, this::readNode);
      } else if (isMessage(tag, GRAPH_INITIALIZER)) {
        OnnxTensor tensor = new OnnxTensor(file);
        message(in, tensor::read);
        tensor.values().ifPresent(values -> initialisers.put(tensor.name(), values));
      } else {
        in.skipField(tag);
      }
    }
  }

  private void readNode(CodedInputStream in) throws IOException {
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    List<OnnxTensor> tensors = new ArrayList<>();
    String type = "";
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (isMessage(tag, NODE_INPUT)) {
        inputs.add(in.readString());
      } else if (isMessage(tag, NODE_OUTPUT)) {
        outputs.add(in.readString());
      } else if (isMessage(tag, NODE_TYPE)) {
        type = in.readString();
      } else if (isMessage(tag, NODE_ATTRIBUTE)) {
        message(in, attribute -> readAttribute(attribute, tensors));
      } else {
        in.skipField(tag);
      }
    }
    switch (type) {
      case "Conv" -> convolves = true;
      case "BatchNormalization" -> normalising.addAll(inputs);
      case "Identity" ->
          outputs.forEach(copy -> inputs.forEach(original -> copies.put(copy, original)));
      case "Constant" ->
          tensors.forEach(
              tensor ->
                  tensor
                      .values()
                      .ifPresent(values -> outputs.forEach(name -> constants.put(name, values))));
      default -> {
        // has no weights of its own
      }
    }
  }

  private void readAttribute(CodedInputStream in, List<OnnxTensor> tensors) throws IOException {
    String name = "";
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (isMessage(tag, ATTRIBUTE_NAME)) {
        name = in.readString();
      } else if (isMessage(tag, ATTRIBUTE_TENSOR)) {
        OnnxTensor tensor = new OnnxTensor(file);
        message(in, tensor::read);
        if (name.equals("value")) {
          tensors.add(tensor);
        }
      } else {
        in.skipField(tag);
      }
    }
  }

  /** Whether a tag is that of a message, a text or packed numbers in a field. */
  static boolean isMessage(int tag, int field) {
    return tag == (field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED);
  }

  /** Reads what a message contains. */
  interface Reader {
    void read(CodedInputStream in) throws IOException;
  }

  /** Reads an embedded message to its end, which must not be that of the file. */
  static void message(CodedInputStream in, Reader reader) throws IOException {
    int outer = in.pushLimit(in.readRawVarint32());
    reader.read(in);
    if (in.getBytesUntilLimit() > 0) {
      throw new InvalidProtocolBufferException("a message is cut off");
    }
    in.popLimit(outer);
  }
}
