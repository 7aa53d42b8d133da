package dev.facet.function.model.device;

import static java.util.Objects.requireNonNull;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import dev.facet.function.config.FacetConfig;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An NVIDIA GPU by ONNX Runtime's CUDA provider.
 *
 * @param deviceId the GPU's number, from 0
 * @param settings of the provider, by the names that ONNX Runtime has for them
 */
public record Cuda(int deviceId, Map<String, String> settings) implements ComputeDevice {
  /** Copies the settings, keeping their order. */
  public Cuda {
    requireNonNull(settings, "settings is null");
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /** The GPU that the configuration means. */
  public static Cuda of(FacetConfig.Cuda config) {
    Map<String, String> settings = new LinkedHashMap<>();
    config
        .memoryLimit()
        .ifPresent(limit -> settings.put("gpu_mem_limit", Long.toString(limit.asLongValue())));
    settings.put(
        "arena_extend_strategy",
        switch (config.arena()) {
          case AS_REQUESTED -> "kSameAsRequested";
          case POWERS_OF_TWO -> "kNextPowerOfTwo";
        });
    settings.put(
        "cudnn_conv_algo_search",
        switch (config.convSearch()) {
          case EXHAUSTIVE -> "EXHAUSTIVE";
          case HEURISTIC -> "HEURISTIC";
          case FIXED -> "DEFAULT";
        });
    return new Cuda(config.deviceId(), settings);
  }

  @Override
  public OrtSession.SessionOptions options() throws OrtException {
    OrtSession.SessionOptions options = new Processor().options(); // some operators stay there
    try (OrtCUDAProviderOptions provider = new OrtCUDAProviderOptions(deviceId)) {
      for (Map.Entry<String, String> setting : settings.entrySet()) {
        provider.add(setting.getKey(), setting.getValue());
      }
      options.addCUDA(provider);
      options.setMemoryPatternOptimization(false); // its plans grow with every size of batch
      return options;
    } catch (OrtException e) {
      options.close();
      throw e;
    }
  }

  @Override
  public String description() {
    return "CUDA device " + deviceId;
  }

  @Override
  public int largeBatch() {
    return 16;
  }
}
