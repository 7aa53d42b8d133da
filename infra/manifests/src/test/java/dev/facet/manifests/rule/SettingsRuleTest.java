package dev.facet.manifests.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SettingsRuleTest {
  private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(facet\\.[a-z.-]+)`");

  @Test
  void knowsTheSettingsThatAreDocumented() throws IOException {
    assertThat(
            DOCUMENTED
                .matcher(Files.readString(Path.of("../../README.md")))
                .results()
                .map(match -> match.group(1).toUpperCase(Locale.ROOT).replaceAll("[.-]", "_")))
        .hasSizeGreaterThan(20)
        .containsExactlyInAnyOrderElementsOf(SettingsRule.known());
  }
}
