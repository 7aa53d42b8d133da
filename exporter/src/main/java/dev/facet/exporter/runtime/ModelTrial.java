package dev.facet.exporter.runtime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.facet.exporter.ExportException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a model of unknown origin once in a process of its own, before this one loads it: a model
 * that brings ONNX Runtime down must not bring down who asks about it.
 */
public final class ModelTrial {
  private static final ChildJvm PROCESS =
      new ChildJvm(Duration.ofMinutes(2), 8L << 30, List.of("-Xmx512m"));

  private ModelTrial() {}

  /**
   * Tries a model on zeros at batch 1. One that ONNX Runtime refuses passes: it will say so itself.
   *
   * @throws ExportException if ONNX Runtime breaks down, or takes too long or too much memory
   */
  public static void require(Path model) {
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      ChildJvm.End end =
          PROCESS.run(ModelTrial.class, folder.path(), List.of(model.toAbsolutePath().toString()));
      end.complaint("ONNX Runtime")
          .ifPresent(
              complaint -> {
                throw new ExportException(
                    "%s cannot be run, %s: it is damaged or no model of Facet, export it again."
                        .formatted(model, complaint));
              });
    }
  }

  /** The program of the other process. */
  static void main(String... arguments) {
    OrtEnvironment environment = OrtStart.environment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      try (OrtSession session = environment.createSession(arguments[0], options)) {
        Map<String, OnnxTensor> feeds = new LinkedHashMap<>();
        for (Map.Entry<String, NodeInfo> input : session.getInputInfo().entrySet()) {
          if (input.getValue().getInfo() instanceof TensorInfo info) {
            feeds.put(input.getKey(), zeros(environment, info));
          }
        }
        session.run(feeds).close();
      }
    } catch (OrtException | IllegalArgumentException | ArithmeticException e) {
      return; // ONNX Runtime says the same where it is asked in earnest
    }
  }

  private static OnnxTensor zeros(OrtEnvironment environment, TensorInfo info) throws OrtException {
    long[] shape = Arrays.stream(info.getShape()).map(size -> size < 0 ? 1 : size).toArray();
    long bytes = Arrays.stream(shape).reduce(info.type.size, Math::multiplyExact);
    ByteBuffer buffer =
        ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder());
    return OnnxTensor.createTensor(environment, buffer, shape, info.type);
  }
}
