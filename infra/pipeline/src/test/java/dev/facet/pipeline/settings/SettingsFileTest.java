package dev.facet.pipeline.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.facet.pipeline.PipelineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {
  @TempDir private Path folder;

  @Test
  void aFileHoldsOnlyWhatDiffers() throws IOException {
    Settings settings = read("gate:\n  floors: {Male: 0.9}\ncanary: {pictures: 7}\n");

    assertThat(settings.gate().floors()).isEqualTo(Map.of("Male", 0.9));
    assertThat(settings.gate().meanAccuracyDrop()).isEqualTo(0.002);
    assertThat(settings.canary().pictures()).isEqualTo(7);
    assertThat(settings.canary().shares()).containsExactly(10, 50, 100);
  }

  @Test
  void nothingIsTheDefaults() throws IOException {
    assertThat(read("")).isEqualTo(SettingsFile.read(Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gate: {meanAcuracyDrop: 0.1}      | meanAcuracyDrop
          gate: {meanAccuracyDrop: 2}       | gate.meanAccuracyDrop must be 0..1, found 2.0
          gate: {floors: {Male: 90}}        | gate.floors.Male must be 0..1, found 90.0
          gate: {slowdown: 0.5}             | gate.slowdown must be 1 or more, found 0.5
          canary: {shares: []}              | canary.shares must be one share or more, found none
          canary: {shares: [10, 101]}       | canary.shares must be in 1..100, found 101
          canary: {pictures: 0}             | canary.pictures must be 1 or more, found 0
          gate: {parity: x}                 | is not right
          just a text                       | must hold settings
          """)
  void whatIsWrongIsOneSentence(String text, String sentence) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(PipelineException.class)
        .hasMessageContaining(sentence)
        .hasMessageContaining("settings.yaml");
  }

  private Settings read(String text) throws IOException {
    Path file = folder.resolve("settings.yaml");
    Files.writeString(file, text);
    return SettingsFile.read(Optional.of(file));
  }
}
