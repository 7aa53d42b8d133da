package dev.facet.trainer.cli;

import dev.facet.trainer.data.DataException;
import dev.facet.trainer.device.Device;
import dev.facet.trainer.device.DeviceOption;
import dev.facet.trainer.device.Devices;
import dev.facet.trainer.kernel.Memory;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** The option by which commands let a user choose what to compute on. */
final class DeviceChoice {
  @Option(
      names = "--device",
      paramLabel = "cpu|cuda|auto",
      defaultValue = "auto",
      description = {
        "What to compute on. auto takes a GPU if there is one that can be used. CUDA needs a build"
            + " with -P cuda, NVIDIA's driver and a GPU not newer than Ada; it was not run on a GPU"
            + " so far. Default: ${DEFAULT-VALUE}."
      })
  private DeviceOption wish = DeviceOption.AUTO;

  /**
   * What it comes to on this machine, decided without ND4J.
   *
   * @throws DataException if a GPU is asked for and cannot be used
   */
  Device device() {
    return Devices.choose(wish);
  }

  /**
   * Says what is taken unless the user named it, and starts ND4J there.
   *
   * @throws DataException if ND4J does not start on the GPU
   */
  void begin(PrintWriter output) {
    Device device = device();
    if (wish != DeviceOption.CPU) {
      output.println(device.explanation());
      output.flush();
    }
    if (device instanceof Device.Cuda(var gpu) && Memory.isReachable()) {
      throw new DataException(
          "ND4J could not load its CUDA libraries for %s: build again with mvn -P cuda package, or"
                  .formatted(gpu)
              + " give --device cpu.");
    }
  }
}
