package dev.facet.function.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of README.md has every setting, and no other. */
class DocumentedSettingsTest {
  private static final Pattern DOCUMENTED =
      Pattern.compile("(?m)^\\| `(facet\\.[a-zA-Z0-9.-]+)`((?:, `\\.[a-z0-9]+`)*) \\|");
  private static final Pattern SIBLING = Pattern.compile("`(\\.[a-z0-9]+)`");

  @Test
  void everySettingIsInTheTable() throws IOException {
    Set<String> documented =
        DOCUMENTED
            .matcher(Files.readString(Path.of("../README.md")))
            .results()
            .flatMap(row -> names(row).stream())
            .collect(Collectors.toCollection(TreeSet::new));

    Set<String> known = new TreeSet<>();
    for (Class<?> mapping : List.of(FacetConfig.class, AccessConfig.class)) {
      ConfigMappings.getProperties(ConfigClass.configClass(mapping)).keySet().stream()
          .filter(name -> name.startsWith("facet.") && !name.contains("["))
          .map(name -> name.replace("*", "ID"))
          .forEach(known::add);
    }

    assertThat(documented).hasSizeGreaterThan(20).isEqualTo(known);
  }

  /**
   * A row may end in keys that share their beginning: {@code facet.keys.ID.sha256}, {@code .rate}.
   */
  private static List<String> names(MatchResult row) {
    String first = row.group(1);
    String parent = first.substring(0, first.lastIndexOf('.'));
    List<String> names =
        SIBLING
            .matcher(row.group(2))
            .results()
            .map(more -> parent + more.group(1))
            .collect(Collectors.toList());
    names.add(first);
    return names;
  }
}
