package dev.facet.trainer.run;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Asks ND4J what it computes with. */
public final class Engine {
  private Engine() {}

  /** The engine of this process. */
  public static RunInfo.Engine describe() {
    String build = System.getProperty("org.bytedeco.javacpp.platform.extension", "");
    return new RunInfo.Engine(
        "ND4J 1.0.0-M2.1, " + Nd4j.getBackend().getClass().getSimpleName() + build,
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads());
  }
}
