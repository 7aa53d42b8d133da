package dev.facet.exporter.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OrtStartTest {
  private static final int LONG = 50_000;

  /** Starts ONNX Runtime in a process of its own. */
  static final class Starter {
    private Starter() {}

    /** Ends with 0 if it started. */
    public static void main(String... arguments) {
      OrtStart.environment();
    }
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void startsInAProcessWithALongCommandLine() throws Exception {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dfiller=" + "x".repeat(LONG),
                "-cp",
                classPath,
                Starter.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();

    assertThat(process.waitFor()).isZero();
  }
}
