package dev.facet.exporter.runtime;

import ai.onnxruntime.OrtEnvironment;
import java.util.concurrent.FutureTask;

/**
 * Starts ONNX Runtime on a thread with much stack. While it starts, ONNX Runtime 1.29 recurses once
 * for about every character of the process's command line; a long class path there overflows a Java
 * thread's usual stack and ends the process with a segmentation fault.
 */
final class OrtStart {
  private static final long STACK_BYTES = 256L << 20;
  private static boolean started;

  private OrtStart() {}

  /** The one environment of this process. */
  static synchronized OrtEnvironment environment() {
    if (!started) {
      start();
      started = true;
    }
    return OrtEnvironment.getEnvironment();
  }

  private static void start() {
    Telemetry.off();
    FutureTask<OrtEnvironment> task = new FutureTask<>(OrtEnvironment::getEnvironment);
    Thread starter = new Thread(null, task, "start-onnxruntime", STACK_BYTES);
    starter.setDaemon(true);
    starter.start();
    boolean interrupted = false;
    while (true) {
      try {
        // A failure shows itself again, with its own words, where the environment is asked for.
        starter.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
