package dev.facet.trainer.device;

import java.util.Map;

/** What a run computes on, and why. */
public sealed interface Device {

  /** One sentence for the user. */
  String explanation();

  /** What a process needs in its environment so that ND4J computes there. */
  Map<String, String> environment();

  /**
   * The processor.
   *
   * @param explanation why it was taken
   */
  record Processor(String explanation) implements Device {
    /** Taken because nobody asked for anything else. */
    public static Processor plain() {
      return new Processor("computes on the processor.");
    }

    @Override
    public Map<String, String> environment() {
      // above the GPU's 100, so that a build with both takes this one
      return Map.of("BACKEND_PRIORITY_CPU", "200");
    }
  }

  /**
   * A GPU.
   *
   * @param gpu which one
   */
  record Cuda(Gpu gpu) implements Device {
    @Override
    public String explanation() {
      return "computes on %s.".formatted(gpu);
    }

    @Override
    public Map<String, String> environment() {
      // ND4J spreads over all that it sees
      return Map.of(
          "BACKEND_PRIORITY_GPU", "200", "CUDA_VISIBLE_DEVICES", Integer.toString(gpu.index()));
    }
  }
}
