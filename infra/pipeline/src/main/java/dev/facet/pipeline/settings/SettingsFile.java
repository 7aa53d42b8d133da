package dev.facet.pipeline.settings;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.facet.pipeline.PipelineException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Settings from YAML: the defaults, and over them what a file says. */
public final class SettingsFile {
  /** These are maps, which a file replaces whole. */
  private static final Set<String> WHOLE = Set.of("floors");

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private SettingsFile() {}

  /**
   * Reads the settings.
   *
   * @param file what differs from the defaults, if anything does
   * @throws PipelineException if it cannot be read, names what there is not, or breaks a range
   */
  public static Settings read(Optional<Path> file) {
    ObjectNode all = defaults();
    String name = file.map(Path::toString).orElse("defaults.yaml");
    try {
      if (file.isPresent()) {
        JsonNode own = YAML.readTree(Files.readString(file.orElseThrow()));
        if (own instanceof ObjectNode object) {
          merge(all, object);
        } else if (!own.isMissingNode() && !own.isNull()) {
          throw new PipelineException(
              "%s must hold settings such as 'gate:', found %s.".formatted(name, own));
        }
      }
      Settings settings = YAML.treeToValue(all, Settings.class);
      SettingsRules.require(settings, name);
      return settings;
    } catch (JacksonException e) {
      throw new PipelineException(
          "%s is not right (%s): compare it with defaults.yaml."
              .formatted(name, e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new PipelineException("%s cannot be read (%s).".formatted(name, e), e);
    }
  }

  private static ObjectNode defaults() {
    try (InputStream in = SettingsFile.class.getResourceAsStream("/defaults.yaml")) {
      return (ObjectNode) YAML.readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException("the defaults are inside the jar", e);
    }
  }

  private static void merge(ObjectNode into, ObjectNode from) {
    for (var field : from.properties()) {
      if (!WHOLE.contains(field.getKey())
          && field.getValue() instanceof ObjectNode own
          && into.get(field.getKey()) instanceof ObjectNode theirs) {
        merge(theirs, own);
      } else {
        into.set(field.getKey(), field.getValue());
      }
    }
  }
}
