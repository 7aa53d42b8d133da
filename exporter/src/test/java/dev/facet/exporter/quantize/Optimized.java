package dev.facet.exporter.quantize;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.onnx.OnnxModel;
import dev.facet.exporter.onnx.OnnxWriter;
import dev.facet.exporter.onnx.proto.ModelProto;
import dev.facet.exporter.onnx.proto.NodeProto;
import dev.facet.exporter.runtime.OrtModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What ONNX Runtime makes of a graph on this machine's processor. */
final class Optimized {
  private Optimized() {}

  /** How often it runs each operator. */
  static Map<String, Long> operators(Graph graph) {
    byte[] model = OnnxWriter.write(OnnxModel.of("plain", graph));
    // Starts ONNX Runtime the way that long class paths need.
    OrtModel.load(model).close();
    try {
      Path folder = Files.createTempDirectory("optimized");
      Path file = folder.resolve("optimized.onnx");
      try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
        options.setOptimizedModelFilePath(file.toString());
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        OrtEnvironment.getEnvironment().createSession(model, options).close();
        return Stream.of(ModelProto.parseFrom(Files.readAllBytes(file)))
            .flatMap(proto -> proto.getGraph().getNodeList().stream())
            .collect(
                Collectors.groupingBy(NodeProto::getOpType, TreeMap::new, Collectors.counting()));
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder);
      }
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
