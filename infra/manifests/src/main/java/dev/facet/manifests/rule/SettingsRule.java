package dev.facet.manifests.rule;

import dev.facet.manifests.Finding;
import dev.facet.manifests.Manifest;
import dev.facet.manifests.Manifests;
import dev.facet.manifests.Rule;
import dev.facet.manifests.Workload;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The environment names settings that the function knows: with another it would not start. */
public final class SettingsRule implements Rule {
  private static final String PREFIX = "FACET_";

  /** Of single keys, which have a name of their own. */
  private static final String KEYS = "FACET_KEYS_";

  @Override
  public Stream<Finding> findings(Manifest one, Manifests all) {
    return one.workload().stream().flatMap(SettingsRule::findings);
  }

  private static Stream<Finding> findings(Workload workload) {
    return workload.environment().keySet().stream()
        .filter(name -> name.startsWith(PREFIX) && !name.startsWith(KEYS))
        .filter(name -> !known().contains(name))
        .map(
            name ->
                new Finding(
                    workload.of(),
                    Workload.CONTAINER + "/env",
                    "%s is no setting of the function; see the table of README.md."
                        .formatted(name)));
  }

  /** As variables of the environment. */
  static Set<String> known() {
    try (InputStream file = SettingsRule.class.getResourceAsStream("settings.txt")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
