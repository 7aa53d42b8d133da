package dev.facet.trainer.device;

import dev.facet.trainer.data.DataException;
import java.util.List;
import java.util.Locale;

/** Chooses what to compute on. */
public final class Devices {
  private static final String BACKEND = "/org/nd4j/linalg/jcublas/JCublasBackend.class";
  private static final String LIBRARY = "libcuda.so.1";

  private final boolean built;
  private final String system;
  private final Driver driver;

  /**
   * A choice.
   *
   * @param built whether this build of Facet has ND4J's CUDA backend
   * @param system operating system and architecture, as Java names them
   */
  Devices(boolean built, String system, Driver driver) {
    this.built = built;
    this.system = system;
    this.driver = driver;
  }

  /**
   * What this machine and this build of Facet can do for a user's wish.
   *
   * @throws DataException if a GPU is asked for and cannot be used
   */
  public static Device choose(DeviceOption wish) {
    String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    boolean built = Devices.class.getResource(BACKEND) != null;
    return new Devices(built, system, new CudaDriver(LIBRARY)).of(wish);
  }

  Device of(DeviceOption wish) {
    if (wish == DeviceOption.CPU) {
      return Device.Processor.plain();
    }
    try {
      return new Device.Cuda(usable());
    } catch (Obstacle obstacle) {
      if (wish == DeviceOption.AUTO) {
        return new Device.Processor("computes on the processor: %s.".formatted(obstacle.problem()));
      }
      throw new DataException(
          "--device cuda is not possible: %s; %s, or give --device cpu."
              .formatted(obstacle.problem(), obstacle.remedy()),
          obstacle);
    }
  }

  private Gpu usable() throws Obstacle {
    if (!built) {
      throw new Obstacle(
          "this build of Facet has no CUDA", "build it with mvn -P cuda package on Linux x86-64");
    }
    if (!system.toLowerCase(Locale.ROOT).equals("linux amd64")) {
      throw new Obstacle(
          "ND4J has CUDA for Linux x86-64 only and this is " + system, "take such a machine");
    }
    List<Gpu> gpus = driver.gpus();
    if (gpus.isEmpty()) {
      throw new Obstacle("the NVIDIA driver shows no GPU", "look at CUDA_VISIBLE_DEVICES");
    }
    return gpus.stream()
        .filter(Gpu::isSupported)
        .findFirst()
        .orElseThrow(
            () ->
                new Obstacle(
                    gpus.getFirst() + " is not among those that ND4J has code for, 3.7 to 8.9",
                    "take a GPU of the generations Kepler to Ada"));
  }
}
