package dev.facet.trainer.device;

/** What a user asks for. */
public enum DeviceOption {
  /** A GPU if there is one that can be used, else the processor. */
  AUTO,
  /** The processor. */
  CPU,
  /** A GPU, or nothing. */
  CUDA
}
