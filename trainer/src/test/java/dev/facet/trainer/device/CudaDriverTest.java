package dev.facet.trainer.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks small libraries with the driver's functions, compiled here: no GPU is needed. */
class CudaDriverTest {
  private static final String DRIVER =
      """
      #include <stdio.h>
      static int majors[] = {8, 9};
      static int minors[] = {6, 0};
      int cuInit(unsigned flags) { return START; }
      int cuDriverGetVersion(int *version) { *version = VERSION; return 0; }
      int cuDeviceGetCount(int *count) { *count = 2; return 0; }
      int cuDeviceGet(int *device, int index) { *device = index + 40; return 0; }
      int cuDeviceGetName(char *name, int length, int device) {
        snprintf(name, length, "GPU of device %d", device);
        return device >= 40 ? 0 : 101;
      }
      int cuDeviceGetAttribute(int *value, int attribute, int device) {
        if (attribute != 75 && attribute != 76) return 1;
        *value = (attribute == 75 ? majors : minors)[device - 40];
        return 0;
      }
      """;

  @TempDir private Path folder;

  @BeforeEach
  void needsACompiler() {
    boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).equals("linux");
    assumeTrue(linux && Files.isExecutable(Path.of("/usr/bin/cc")));
  }

  private CudaDriver driver(int start, int version) throws IOException, InterruptedException {
    Path source = Files.writeString(folder.resolve("driver.c"), DRIVER);
    // a name of its own: libraries stay loaded
    Path library = folder.resolve("driver-%d-%d.so".formatted(start, version));
    int status =
        new ProcessBuilder(
                "/usr/bin/cc",
                "-shared",
                "-fPIC",
                "-DSTART=" + start,
                "-DVERSION=" + version,
                "-o",
                library.toString(),
                source.toString())
            .inheritIO()
            .start()
            .waitFor();
    assertThat(status).isZero();
    return new CudaDriver(library.toString());
  }

  @Test
  void tellsNamesAndCapabilitiesOfAllGpus() throws Exception {
    assertThat(driver(0, 11060).gpus())
        .containsExactly(
            new Gpu(0, "GPU of device 40", 8, 6), new Gpu(1, "GPU of device 41", 9, 0));
  }

  @Test
  void aMachineWithoutGpusHasNone() throws Exception {
    assertThat(driver(100, 11060).gpus()).isEmpty();
  }

  @Test
  void aDriverThatFailsIsNamedWithItsError() throws Exception {
    CudaDriver broken = driver(999, 11060);
    assertThatExceptionOfType(Obstacle.class)
        .isThrownBy(broken::gpus)
        .withMessage("the NVIDIA driver does not work (cuInit answers error 999)");
  }

  @Test
  void aDriverThatIsTooOldIsNamedWithItsVersion() throws Exception {
    CudaDriver old = driver(0, 10020);
    assertThatExceptionOfType(Obstacle.class)
        .isThrownBy(old::gpus)
        .withMessage("the NVIDIA driver knows CUDA 10.2, but ND4J needs 11.0 or newer");
  }

  @Test
  void aMissingDriverIsNamed() {
    assertThatExceptionOfType(Obstacle.class)
        .isThrownBy(() -> new CudaDriver("libno-such-driver.so.1").gpus())
        .withMessage("there is no NVIDIA driver (libno-such-driver.so.1 cannot be loaded)");
  }

  @Test
  void aLibraryWithoutTheFunctionsIsNoDriver() throws Exception {
    Path source = Files.writeString(folder.resolve("empty.c"), "int nothing;");
    Path library = folder.resolve("empty.so");
    new ProcessBuilder(
            "/usr/bin/cc", "-shared", "-fPIC", "-o", library.toString(), source.toString())
        .start()
        .waitFor();
    assertThatExceptionOfType(Obstacle.class)
        .isThrownBy(() -> new CudaDriver(library.toString()).gpus())
        .withMessage("the NVIDIA driver has no function cuInit");
  }
}
