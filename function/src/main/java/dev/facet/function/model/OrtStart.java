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
  private OrtStart() {}

  /** Begins to start it, for who needs it later. */
  static void begin() {
    Starter.begin();
  }

  /**
   * The one environment of this process.
   *
   * @throws IllegalStateException if ONNX Runtime cannot be loaded here
   */
  static OrtEnvironment environment() {
    try {
      return Starter.TASK.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("ONNX Runtime could not be started", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while ONNX Runtime was starting", e);
    }
  }

  /** Begins when it is first used. */
  private static final class Starter {
    private static final long STACK_BYTES = 256L << 20;
    private static final FutureTask<OrtEnvironment> TASK = started();

    private Starter() {}

    /** Does what using this class for the first time does. */
    static void begin() {}

    private static OrtEnvironment start() {
      Telemetry.off();
      return OrtEnvironment.getEnvironment();
    }

    private static FutureTask<OrtEnvironment> started() {
      FutureTask<OrtEnvironment> task = new FutureTask<>(Starter::start);
      Thread starter = new Thread(null, task, "start-onnxruntime", STACK_BYTES);
      starter.setDaemon(true);
      starter.start();
      return task;
    }
  }
}
