package dev.facet.trainer.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.facet.trainer.data.DataException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DevicesTest {
  private static final String LINUX = "Linux amd64";
  private static final Gpu AMPERE = new Gpu(1, "NVIDIA A10", 8, 6);
  private static final Gpu HOPPER = new Gpu(0, "NVIDIA H100 PCIe", 9, 0);

  private static final Driver UNTOUCHED =
      () -> {
        throw new AssertionError("the driver must not be asked");
      };

  @Test
  void theProcessorIsTakenWithoutAskingAnybody() {
    Device device = new Devices(true, LINUX, UNTOUCHED).of(DeviceOption.CPU);
    assertThat(device).isInstanceOf(Device.Processor.class);
    assertThat(device.environment()).containsEntry("BACKEND_PRIORITY_CPU", "200");
  }

  @Test
  void theFirstGpuThatNd4jHasCodeForIsTaken() {
    for (DeviceOption wish : List.of(DeviceOption.CUDA, DeviceOption.AUTO)) {
      Device device = new Devices(true, LINUX, () -> List.of(HOPPER, AMPERE)).of(wish);
      assertThat(device.explanation())
          .isEqualTo("computes on GPU NVIDIA A10 (compute capability 8.6).");
      assertThat(device.environment()).containsEntry("CUDA_VISIBLE_DEVICES", "1");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "3, 5, false",
    "3, 7, true",
    "6, 1, true",
    "7, 0, true",
    "7, 5, true",
    "8, 0, true",
    "8, 6, true",
    "8, 9, true",
    "9, 0, false",
    "10, 0, false",
    "12, 0, false"
  })
  void gpusFromKeplerToAdaAreSupported(int major, int minor, boolean supported) {
    assertThat(new Gpu(0, "any", major, minor).isSupported()).isEqualTo(supported);
  }

  @Test
  void aGpuThatIsTooNewIsOneSentence() {
    Devices devices = new Devices(true, LINUX, () -> List.of(HOPPER));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> devices.of(DeviceOption.CUDA))
        .withMessage(
            "--device cuda is not possible: GPU NVIDIA H100 PCIe (compute capability 9.0) is not"
                + " among those that ND4J has code for, 3.7 to 8.9; take a GPU of the generations"
                + " Kepler to Ada, or give --device cpu.");
    assertThat(devices.of(DeviceOption.AUTO).explanation())
        .isEqualTo(
            "computes on the processor: GPU NVIDIA H100 PCIe (compute capability 9.0) is not among"
                + " those that ND4J has code for, 3.7 to 8.9.");
  }

  @Test
  void aBuildWithoutCudaSaysHowToBuildOneWithIt() {
    Devices devices = new Devices(false, LINUX, UNTOUCHED);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> devices.of(DeviceOption.CUDA))
        .withMessage(
            "--device cuda is not possible: this build of Facet has no CUDA; build it with"
                + " mvn -P cuda package on Linux x86-64, or give --device cpu.");
    assertThat(devices.of(DeviceOption.AUTO).explanation())
        .isEqualTo("computes on the processor: this build of Facet has no CUDA.");
  }

  @Test
  void anotherSystemAndAMachineWithoutGpusAreNamed() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> new Devices(true, "Mac OS X aarch64", UNTOUCHED).of(DeviceOption.CUDA))
        .withMessageContaining("for Linux x86-64 only and this is Mac OS X aarch64");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> new Devices(true, LINUX, List::of).of(DeviceOption.CUDA))
        .withMessageContaining("the NVIDIA driver shows no GPU; look at CUDA_VISIBLE_DEVICES");
  }

  @Test
  void whateverThisMachineIsItHasADevice() {
    assertThat(Devices.choose(DeviceOption.AUTO).explanation()).startsWith("computes on ");
  }
}
