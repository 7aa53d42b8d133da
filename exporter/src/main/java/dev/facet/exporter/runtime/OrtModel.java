package dev.facet.exporter.runtime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.facet.exporter.ExportException;
import dev.facet.exporter.graph.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A model loaded into ONNX Runtime on the CPU. Close it to free its native memory. */
public final class OrtModel implements AutoCloseable {
  private final OrtSession session;

  private OrtModel(OrtSession session) {
    this.session = session;
  }

  /**
   * Loads a model, with one thread, so that its numbers do not depend on the machine's load.
   *
   * @param model the bytes of an {@code .onnx} file
   * @throws ExportException with ONNX Runtime's own words if it refuses the model
   */
  public static OrtModel load(byte[] model) {
    return load(model, 1);
  }

  /**
   * Loads a model.
   *
   * @param model the bytes of an {@code .onnx} file
   * @param threads how many threads one call may use
   * @throws ExportException with ONNX Runtime's own words if it refuses the model
   */
  public static OrtModel load(byte[] model, int threads) {
    OrtEnvironment environment = OrtStart.environment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      return new OrtModel(environment.createSession(model, options));
    } catch (OrtException e) {
      throw new ExportException("ONNX Runtime refuses the model: " + e.getMessage(), e);
    }
  }

  /** The names of the model's outputs, in its order. */
  public Set<String> outputs() {
    return session.getOutputNames();
  }

  /**
   * Shapes that the model declares for its outputs, -1 where a dimension is dynamic.
   *
   * @throws ExportException if ONNX Runtime cannot tell
   */
  public Map<String, long[]> outputShapes() {
    try {
      Map<String, long[]> shapes = new LinkedHashMap<>();
      for (Map.Entry<String, NodeInfo> output : session.getOutputInfo().entrySet()) {
        if (output.getValue().getInfo() instanceof TensorInfo info) {
          shapes.put(output.getKey(), info.getShape());
        }
      }
      return shapes;
    } catch (OrtException e) {
      throw new ExportException("ONNX Runtime cannot describe the model: " + e.getMessage(), e);
    }
  }

  /**
   * Runs the model.
   *
   * @param inputs a tensor for every input
   * @return every output, in the model's order
   * @throws ExportException with ONNX Runtime's own words if it cannot run
   */
  public Map<String, Tensor> run(Map<String, Tensor> inputs) {
    Map<String, OnnxTensor> feeds = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, Tensor> input : inputs.entrySet()) {
        feeds.put(input.getKey(), OrtTensors.toOrt(input.getValue()));
      }
      try (OrtSession.Result result = session.run(feeds)) {
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        for (Map.Entry<String, OnnxValue> output : result) {
          outputs.put(output.getKey(), OrtTensors.fromOrt(output.getKey(), output.getValue()));
        }
        return outputs;
      }
    } catch (OrtException e) {
      throw new ExportException("ONNX Runtime cannot run the model: " + e.getMessage(), e);
    } finally {
      feeds.values().forEach(OnnxTensor::close);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new ExportException("ONNX Runtime cannot close the model: " + e.getMessage(), e);
    }
  }
}
