package dev.facet.function.model.device;

import static java.util.Objects.requireNonNull;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import dev.facet.function.config.FacetConfig;
import dev.facet.function.config.Precision;
import java.util.Optional;
import java.util.function.Function;

/** What became of {@code facet.device}. */
public sealed interface DeviceChoice {
  /**
   * Networks run on this device.
   *
   * @param device which one
   * @param remark why it is not the one that might be expected, for the log
   */
  record Chosen(ComputeDevice device, Optional<String> remark) implements DeviceChoice {
    /** Checks that there is a device. */
    public Chosen {
      requireNonNull(device, "device is null");
      requireNonNull(remark, "remark is null");
    }
  }

  /**
   * The device that was asked for cannot be used.
   *
   * @param sentence what to do about it
   */
  record Unusable(String sentence) implements DeviceChoice {
    /** Checks that there is a sentence. */
    public Unusable {
      requireNonNull(sentence, "sentence is null");
    }
  }

  /**
   * Decides by trying, on ONNX Runtime.
   *
   * @param environment ONNX Runtime
   */
  static DeviceChoice of(FacetConfig config, OrtEnvironment environment) {
    boolean built = OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
    return of(config, built, cuda -> CudaProbe.failure(cuda, environment));
  }

  /**
   * Decides.
   *
   * @param built whether this build is for GPUs at all
   * @param probe why a GPU cannot be used, or nothing when it can; asked only where it matters
   */
  static DeviceChoice of(
      FacetConfig config, boolean built, Function<Cuda, Optional<String>> probe) {
    return switch (config.device()) {
      case CPU -> onProcessor(Optional.empty());
      case CUDA -> {
        Cuda cuda = Cuda.of(config.cuda());
        yield failure(cuda, built, probe)
            .<DeviceChoice>map(
                why ->
                    new Unusable(
                        "facet.device is cuda, but %s cannot be used: %s. Mend that, or set facet.device to auto or cpu."
                            .formatted(cuda.description(), why)))
            .orElseGet(() -> new Chosen(cuda, Optional.empty()));
      }
      case AUTO -> {
        if (!built) {
          yield onProcessor(Optional.empty());
        }
        if (config.precision().equals(Optional.of(Precision.INT8))) {
          yield onProcessor(Optional.of("facet.precision is int8, which is for processors"));
        }
        Cuda cuda = Cuda.of(config.cuda());
        yield probe
            .apply(cuda)
            .map(why -> onProcessor(Optional.of(cuda.description() + " cannot be used: " + why)))
            .orElseGet(() -> new Chosen(cuda, Optional.empty()));
      }
    };
  }

  private static Optional<String> failure(
      Cuda cuda, boolean built, Function<Cuda, Optional<String>> probe) {
    return built
        ? probe.apply(cuda)
        : Optional.of("this build is for processors only, build it with -P cuda");
  }

  private static DeviceChoice onProcessor(Optional<String> remark) {
    return new Chosen(new Processor(), remark);
  }
}
