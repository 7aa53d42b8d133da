package dev.facet.trainer.run;

import dev.facet.trainer.device.Device;
import dev.facet.trainer.device.DeviceOption;
import dev.facet.trainer.device.Devices;
import dev.facet.trainer.device.Gpu;
import dev.facet.trainer.graph.Kernels;
import dev.facet.trainer.kernel.Memory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Asks ND4J what it computes with. */
public final class Engine {
  private Engine() {}

  /** The engine of this process. */
  public static RunInfo.Engine describe() {
    String build = System.getProperty("org.bytedeco.javacpp.platform.extension", "");
    String kernels = Kernels.current() == Kernels.NATIVE ? ", operators of ND4J only" : "";
    String backend = Nd4j.getBackend().getClass().getSimpleName();
    return new RunInfo.Engine(
        "ND4J " + version() + ", " + backend + build + kernels,
        device(),
        NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads());
  }

  private static String device() {
    String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    if (Memory.isReachable()) {
      return machine;
    }
    return switch (Devices.choose(DeviceOption.AUTO)) {
      case Device.Cuda(Gpu gpu) -> gpu + ", " + machine;
      case Device.Processor processor -> machine;
    };
  }

  /** The version in ND4J's own jar; {@code of unknown version} where it does not say. */
  private static String version() {
    Properties properties = new Properties();
    try (InputStream file =
        Nd4j.class.getResourceAsStream("/META-INF/maven/org.nd4j/nd4j-api/pom.properties")) {
      if (file != null) {
        properties.load(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "of unknown version");
  }
}
