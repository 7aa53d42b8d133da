package dev.facet.exporter.runtime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Runs a model of anyone under ONNX Runtime's profiler, on one thread.
 *
 * @param model the file
 * @param shapes the shape to make up for every input
 * @param calls how many calls to measure, after one that is not
 */
public record ProfiledRun(Path model, Map<String, long[]> shapes, int calls) {
  private static final long SEED = 1;
  private static final Duration MOST_TIME = Duration.ofSeconds(20);

  /**
   * Runs the model once, as it stands in the file.
   *
   * @param folder for what the profiler writes
   * @return the profiler's file
   * @throws OrtException in ONNX Runtime's own words if it refuses the model
   */
  public Path plain(Path folder) throws OrtException {
    return run(folder, SessionOptions.OptLevel.NO_OPT, 0, Optional.empty());
  }

  /**
   * Runs the model as ONNX Runtime optimises it.
   *
   * @param folder for what the profiler writes
   * @param optimised where to write the optimised model
   * @return the profiler's file
   * @throws OrtException in ONNX Runtime's own words if it refuses the model
   */
  public Path optimised(Path folder, Path optimised) throws OrtException {
    return run(folder, SessionOptions.OptLevel.ALL_OPT, calls, Optional.of(optimised));
  }

  private Path run(
      Path folder, SessionOptions.OptLevel level, int measured, Optional<Path> optimised)
      throws OrtException {
    OrtEnvironment environment = OrtStart.environment();
    Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      options.setOptimizationLevel(level);
      options.enableProfiling(folder.resolve(level.name()).toString());
      if (optimised.isPresent()) {
        options.setOptimizedModelFilePath(optimised.get().toString());
      }
      try (OrtSession session = environment.createSession(model.toString(), options)) {
        for (Map.Entry<String, NodeInfo> input : session.getInputInfo().entrySet()) {
          tensors.put(input.getKey(), madeUp(environment, input.getKey(), input.getValue()));
        }
        long end = System.nanoTime() + MOST_TIME.toNanos();
        int done = 0;
        do {
          session.run(tensors).close();
        } while (done++ < measured && System.nanoTime() < end);
        return Path.of(session.endProfiling());
      }
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  /** Random numbers from 0 to 1, random bytes, zeros of any other type. */
  private OnnxTensor madeUp(OrtEnvironment environment, String input, NodeInfo info)
      throws OrtException {
    if (!(info.getInfo() instanceof TensorInfo tensor) || !shapes.containsKey(input)) {
      throw new OrtException("nothing can be made up for input " + input);
    }
    long[] shape = shapes.get(input);
    OnnxJavaType type = tensor.type;
    long elements = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    if (type == OnnxJavaType.STRING) {
      String[] texts = new String[Math.toIntExact(elements)];
      Arrays.fill(texts, "");
      return OnnxTensor.createTensor(environment, texts, shape);
    }
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(Math.toIntExact(Math.multiplyExact(elements, type.size)))
            .order(ByteOrder.nativeOrder());
    Random random = new Random(SEED);
    if (type == OnnxJavaType.FLOAT) {
      while (bytes.hasRemaining()) {
        bytes.putFloat(random.nextFloat());
      }
    } else if (type == OnnxJavaType.UINT8) {
      byte[] content = new byte[bytes.capacity()];
      random.nextBytes(content);
      bytes.put(content);
    }
    return OnnxTensor.createTensor(environment, bytes.rewind(), shape, type);
  }
}
