package dev.facet.function.config;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds variables of the environment that mean a setting and name none. Of all sources only the
 * environment is not compared with the settings by the configuration itself.
 */
public final class EnvironmentCheck {
  private static final String PREFIX = "FACET_";

  /** What Kubernetes sets for a service whose name begins with facet. */
  private static final Pattern SERVICE_LINK =
      Pattern.compile(
          "FACET_(.+_)?(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT(_\\d+_(TCP|UDP|SCTP)(_.+)?)?)");

  private EnvironmentCheck() {}

  /** One sentence for each such variable. */
  public static List<String> mistakes(Set<String> variables) {
    List<String> candidates =
        variables.stream()
            .filter(name -> name.startsWith(PREFIX))
            .filter(name -> !SERVICE_LINK.matcher(name).matches())
            .sorted()
            .toList();
    if (candidates.isEmpty()) {
      return List.of();
    }
    Pattern known = known();
    return candidates.stream()
        .filter(name -> !known.matcher(name).matches())
        .map(
            name ->
                name + " in the environment is no setting of Facet: correct its name, or unset it.")
        .toList();
  }

  /** All settings as variables: every character that is no letter or digit is an underscore. */
  private static Pattern known() {
    return Pattern.compile(
        ConfigMappings.getProperties(ConfigClass.configClass(FacetConfig.class)).keySet().stream()
            .map(name -> name.replaceAll("[^a-zA-Z0-9*]", "_").replace("*", ".+"))
            .collect(Collectors.joining("|")),
        Pattern.CASE_INSENSITIVE);
  }
}
