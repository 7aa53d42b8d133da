package dev.facet.function.model.device;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

/** What networks run on. */
public sealed interface ComputeDevice permits Processor, Cuda {
  /**
   * New settings for a session on this device; whoever asks closes them.
   *
   * @throws OrtException when this build of ONNX Runtime does not know the device
   */
  OrtSession.SessionOptions options() throws OrtException;

  /** A few words for people, such as {@code CUDA device 0}. */
  String description();

  /** How many images a network is tried with besides one, so that no caller meets a cold path. */
  int largeBatch();
}
