package dev.facet.reference;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_VERSION;
import static org.bytedeco.opencv.global.opencv_dnn.DNN_BACKEND_OPENCV;
import static org.bytedeco.opencv.global.opencv_dnn.DNN_TARGET_CPU;
import static org.bytedeco.opencv.global.opencv_dnn.readNetFromONNX;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.facet.reference.Answer.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.StringVector;
import org.bytedeco.opencv.opencv_dnn.Net;

/** OpenCV's deep neural networks: an importer and kernels that ONNX Runtime has no part in. */
final class OpenCv {
  /**
   * What every message begins with: the version, and a line of a source file of those who built it.
   */
  private static final Pattern PLACE = Pattern.compile("OpenCV\\([^)]*\\) \\S+:\\d+: error: ");

  private static final Pattern NODE =
      Pattern.compile(
          ".*Node \\[(.*?)@(.*?)]:\\((?:onnx_node!)?(.*?)\\) parse error: (.*)", Pattern.DOTALL);

  private OpenCv() {}

  /**
   * Its outputs, written to {@code 0.raw}, {@code 1.raw} and so on; {@code outputs} describes them.
   */
  static Answer run(Request.Run request) throws IOException {
    try {
      Net net = readNetFromONNX(request.model().toString());
      net.setPreferableBackend(DNN_BACKEND_OPENCV);
      net.setPreferableTarget(DNN_TARGET_CPU);
      // the shortcut for convolutions of 3x3 rounds more than the plain way
      net.enableWinograd(false);
      for (Request.Input input : request.inputs()) {
        net.setInput(tensor(input), input.name(), 1, new Scalar(0));
      }
      MatVector results = new MatVector();
      net.forward(results, new StringVector(request.outputs().toArray(String[]::new)));
      for (int i = 0; i < results.size(); i++) {
        write(results.get(i), file(request, i));
      }
      return new Answer(
          Verdict.GOOD,
          "",
          json -> {
            json.writeStringField("version", CV_VERSION());
            writeOutputs(json, request.outputs(), results);
          });
    } catch (RuntimeException e) {
      return new Answer(
          Verdict.REFUSED,
          words(e.getMessage()),
          json -> json.writeStringField("version", CV_VERSION()));
    }
  }

  /** Its message without places, and the operator that it stopped at first. */
  private static String words(String message) {
    String plain = PLACE.matcher(message).replaceAll("");
    Matcher node = NODE.matcher(plain);
    return node.matches()
        ? "it stops at operator %s of %s, node %s: %s"
            .formatted(node.group(1), node.group(2), node.group(3), node.group(4))
        : plain;
  }

  private static Path file(Request.Run request, int output) {
    return request.folder().resolve(output + ".raw");
  }

  private static Mat tensor(Request.Input input) throws IOException {
    byte[] content = Files.readAllBytes(input.file());
    int[] shape = input.shape().stream().mapToInt(Integer::intValue).toArray();
    Mat tensor = new Mat(shape, input.bytes() ? CV_8U : CV_32F);
    if (content.length != bytes(tensor)) {
      throw new IllegalArgumentException(
          "%s must have %d bytes, found %d".formatted(input.file(), bytes(tensor), content.length));
    }
    tensor.data().put(content);
    return tensor;
  }

  private static void write(Mat tensor, Path file) throws IOException {
    if (tensor.type() != CV_32F || !tensor.isContinuous()) {
      throw new IllegalStateException("an output has the type " + tensor.type());
    }
    ByteBuffer content = new BytePointer(tensor.data()).capacity(bytes(tensor)).asByteBuffer();
    byte[] copy = new byte[content.remaining()];
    content.get(copy);
    Files.write(file, copy);
  }

  private static long bytes(Mat tensor) {
    return tensor.total() * tensor.elemSize();
  }

  /** {@code [{"name": "probabilities", "shape": [8, 40]}]}, in the order of the files. */
  private static void writeOutputs(JsonGenerator json, List<String> names, MatVector results)
      throws IOException {
    json.writeArrayFieldStart("outputs");
    for (int i = 0; i < names.size(); i++) {
      Mat result = results.get(i);
      json.writeStartObject();
      json.writeStringField("name", names.get(i));
      json.writeArrayFieldStart("shape");
      for (int axis = 0; axis < result.dims(); axis++) {
        json.writeNumber(result.size(axis));
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
