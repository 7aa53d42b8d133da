package dev.facet.exporter.runtime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.facet.exporter.ExportException;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.onnx.OnnxFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A model loaded into ONNX Runtime on the CPU. Close it to free its native memory. */
public final class OrtModel implements AutoCloseable {
  private final OrtSession session;
  private final List<OnnxTensor> weights;

  private OrtModel(OrtSession session, List<OnnxTensor> weights) {
    this.session = session;
    this.weights = weights;
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
    return load(model, Map.of(), threads);
  }

  /**
   * Loads a model, with one thread, whose large weights may be apart.
   *
   * @throws ExportException with ONNX Runtime's own words if it refuses the model
   */
  public static OrtModel load(OnnxFiles files) {
    return load(files, 1);
  }

  /**
   * Loads a model whose large weights may be apart.
   *
   * @param threads how many threads one call may use
   * @throws ExportException with ONNX Runtime's own words if it refuses the model
   */
  public static OrtModel load(OnnxFiles files, int threads) {
    return load(files.model(), files.apart(), threads);
  }

  /**
   * Loads a model from a file, with the weights that it keeps in a second one beside it.
   *
   * @param threads how many threads one call may use
   * @throws ExportException with ONNX Runtime's own words if it refuses the model
   */
  public static OrtModel load(Path file, int threads) {
    OrtEnvironment environment = OrtStart.environment();
    try (OrtSession.SessionOptions options = options(threads)) {
      return new OrtModel(environment.createSession(file.toString(), options), List.of());
    } catch (OrtException e) {
      throw refused(e);
    }
  }

  private static OrtSession.SessionOptions options(int threads) throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(threads);
    options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    return options;
  }

  private static ExportException refused(OrtException cause) {
    return new ExportException("ONNX Runtime refuses the model: " + cause.getMessage(), cause);
  }

  private static OrtModel load(byte[] model, Map<String, Tensor> apart, int threads) {
    OrtEnvironment environment = OrtStart.environment();
    List<OnnxTensor> weights = new ArrayList<>();
    try (OrtSession.SessionOptions options = options(threads)) {
      if (!apart.isEmpty()) {
        Map<String, OnnxTensorLike> given = new LinkedHashMap<>();
        for (Map.Entry<String, Tensor> weight : apart.entrySet()) {
          OnnxTensor tensor = OrtTensors.toOrt(weight.getValue());
          weights.add(tensor);
          given.put(weight.getKey(), tensor);
        }
        options.addExternalInitializers(given);
      }
      return new OrtModel(environment.createSession(model, options), weights);
    } catch (OrtException e) {
      weights.forEach(OnnxTensor::close);
      throw refused(e);
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
    } finally {
      weights.forEach(OnnxTensor::close);
    }
  }
}
