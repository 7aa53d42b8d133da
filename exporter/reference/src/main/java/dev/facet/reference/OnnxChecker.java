package dev.facet.reference;

import static org.bytedeco.onnx.global.onnx.IR_VERSION;
import static org.bytedeco.onnx.global.onnx.InferShapes;
import static org.bytedeco.onnx.global.onnx.check_model;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.facet.reference.Answer.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.onnx.Dimension;
import org.bytedeco.onnx.GraphProto;
import org.bytedeco.onnx.ModelProto;
import org.bytedeco.onnx.OpSchemaRegistry;
import org.bytedeco.onnx.OperatorSetIdProto;
import org.bytedeco.onnx.ShapeInferenceOptions;
import org.bytedeco.onnx.TensorShapeProto;
import org.bytedeco.onnx.ValueInfoProto;

/**
 * ONNX's own checker. First it judges the file as it is, with shape inference that fails at the
 * first contradiction; then all types and shapes but those of the inputs are taken away and
 * inferred anew, so that whoever asked can compare them with what the file says.
 */
final class OnnxChecker {
  /** The version of ONNX behind the checker, and the latest operator set that it knows. */
  private static final String VERSION = "1.17";

  private static final int LATEST_OPSET = 22;

  private OnnxChecker() {}

  /** Its verdict; {@code values} has type and shape of every value where it can be inferred. */
  static Answer check(Request.Check request) throws IOException {
    byte[] file = Files.readAllBytes(request.model());
    ModelProto model = new ModelProto();
    if (!model.ParseFromArray(new BytePointer(file), file.length)) {
      return Answer.of(Verdict.REFUSED, "the bytes are no ONNX model");
    }
    String tooNew = tooNew(model);
    if (!tooNew.isEmpty()) {
      return Answer.of(Verdict.TOO_NEW, tooNew);
    }
    try {
      // everything, with inference; no leave for old operators or for unknown ones of ONNX's own
      check_model(request.model().toString(), true, false, false);
      infer(model, request.shapes());
    } catch (RuntimeException e) {
      return Answer.of(Verdict.REFUSED, e.getMessage());
    }
    return new Answer(
        Verdict.GOOD,
        "",
        json -> {
          json.writeStringField("version", VERSION);
          writeValues(json, model.graph());
        });
  }

  private static String tooNew(ModelProto model) {
    if (model.ir_version() > IR_VERSION) {
      return "the model has the file format %d, and ONNX %s knows those up to %d"
          .formatted(model.ir_version(), VERSION, IR_VERSION);
    }
    for (int i = 0; i < model.opset_import_size(); i++) {
      OperatorSetIdProto set = model.opset_import(i);
      if (text(set.domain()).isEmpty() && set.version() > LATEST_OPSET) {
        return "the model has the operator set %d, and ONNX %s knows those up to %d"
            .formatted(set.version(), VERSION, LATEST_OPSET);
      }
    }
    return "";
  }

  private static void infer(ModelProto model, Map<String, List<Integer>> shapes) {
    GraphProto graph = model.mutable_graph();
    graph.clear_value_info();
    for (int i = 0; i < graph.output_size(); i++) {
      graph.mutable_output(i).clear_type();
    }
    for (int i = 0; i < graph.input_size(); i++) {
      List<Integer> shape = shapes.get(text(graph.input(i).name()));
      if (shape != null) {
        TensorShapeProto proto =
            graph.mutable_input(i).mutable_type().mutable_tensor_type().mutable_shape();
        proto.clear_dim();
        for (int size : shape) {
          proto.add_dim().set_dim_value(size);
        }
      }
    }
    boolean checkTypes = true;
    int failAtTheFirst = 1;
    boolean followShapes = true;
    InferShapes(
        model,
        OpSchemaRegistry.Instance(),
        new ShapeInferenceOptions(checkTypes, failAtTheFirst, followShapes),
        null);
  }

  private static void writeValues(JsonGenerator json, GraphProto graph) throws IOException {
    json.writeObjectFieldStart("values");
    for (int i = 0; i < graph.value_info_size(); i++) {
      writeValue(json, graph.value_info(i));
    }
    for (int i = 0; i < graph.output_size(); i++) {
      writeValue(json, graph.output(i));
    }
    json.writeEndObject();
  }

  /** {@code "name": {"type": 1, "shape": [2, null]}}, null where a size stayed unknown. */
  private static void writeValue(JsonGenerator json, ValueInfoProto value) throws IOException {
    if (!value.type().tensor_type().has_shape()) {
      return;
    }
    TensorShapeProto shape = value.type().tensor_type().shape();
    json.writeObjectFieldStart(text(value.name()));
    json.writeNumberField("type", value.type().tensor_type().elem_type());
    json.writeArrayFieldStart("shape");
    for (int axis = 0; axis < shape.dim_size(); axis++) {
      Dimension size = shape.dim(axis);
      if (size.has_dim_value()) {
        json.writeNumber(size.dim_value());
      } else {
        json.writeNull();
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** JavaCPP gives null for an empty text. */
  private static String text(BytePointer pointer) {
    return pointer == null ? "" : pointer.getString(StandardCharsets.UTF_8);
  }
}
