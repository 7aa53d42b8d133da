package dev.facet.trainer.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class OneDnnTest {
  /** Says whether oneDNN is there, before anything else of ND4J has been touched. */
  static final class Probe {
    private Probe() {}

    public static void main(String... arguments) {
      System.exit(OneDnn.available() ? 0 : 3);
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void isThereOnLinuxEvenAsTheFirstThingThatIsAskedFor() throws Exception {
    assertThat(probe()).isZero();
  }

  @Test
  void canBeSwitchedOff() throws Exception {
    assertThat(probe("-Dfacet.onednn=false")).isEqualTo(3);
  }

  private static int probe(String... flags) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    builder.command().add("--enable-native-access=ALL-UNNAMED");
    builder.command().addAll(List.of(flags));
    builder.command().add(Probe.class.getName());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder.inheritIO().start().waitFor();
  }
}
