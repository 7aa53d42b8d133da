package dev.facet.function.model;

import ai.onnxruntime.OrtEnvironment;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Starts ONNX Runtime on a thread with much stack. While it starts, ONNX Runtime 1.29 recurses once
 * for about every character of the process's command line; a long one overflows a Java thread's
 * usual stack and ends the process with a segmentation fault.
 */
final class OrtStart {
  private static final long STACK_BYTES = 256L << 20;

  private OrtStart() {}

  /**
   * The one environment of this process.
   *
   * @throws IllegalStateException if ONNX Runtime cannot be loaded here
   */
  static OrtEnvironment environment() {
    FutureTask<OrtEnvironment> task = new FutureTask<>(OrtEnvironment::getEnvironment);
    Thread starter = new Thread(null, task, "start-onnxruntime", STACK_BYTES);
    starter.setDaemon(true);
    starter.start();
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("ONNX Runtime could not be started", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while ONNX Runtime was starting", e);
    }
  }
}
