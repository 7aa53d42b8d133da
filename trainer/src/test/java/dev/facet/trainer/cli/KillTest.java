package dev.facet.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.trainer.draw.DrawnFaces;
import dev.facet.trainer.fit.SavedWeights;
import dev.facet.trainer.run.RunDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as a person meets it: processes, killed without warning. */
class KillTest {
  @TempDir private Path folder;

  @Test
  void aKilledProcessGoesOnToTheWeightsOfAnUnbrokenOne() throws Exception {
    Path data = folder.resolve("faces");
    DrawnFaces.write(data, 900, 45, 55, 71);
    Path unbroken = folder.resolve("unbroken");
    Path killed = folder.resolve("killed");
    assertThat(start(data, unbroken).waitFor()).isZero();

    Process victim = start(data, killed);
    try (BufferedReader lines = victim.inputReader(StandardCharsets.UTF_8)) {
      assertThat(lines.lines().anyMatch(line -> line.startsWith("epoch   1"))).isTrue();
      // the launcher dies without a word, in the middle of the second epoch
      assertThat(victim.destroyForcibly().waitFor()).isNotZero();
    }
    assertThat(Files.exists(new RunDirectory(killed).graph())).isFalse();
    assertThat(start(data, killed).waitFor()).isZero();
    SavedWeights.assertSame(
        SavedWeights.of(new RunDirectory(unbroken)), SavedWeights.of(new RunDirectory(killed)));
  }

  private static Process start(Path data, Path run) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("fit", "--recipe", "pse-tiny", "--epochs", "6", "--resume"));
    command.addAll(List.of("--checkpoint-every", "0", "--data", data.toString()));
    command.addAll(List.of("--out", run.toString()));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
