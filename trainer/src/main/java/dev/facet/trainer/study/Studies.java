package dev.facet.trainer.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.facet.trainer.data.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds studies: those that Facet brings, and files of the same form. */
public final class Studies {
  /** The studies that Facet brings, in the order in which they are listed. */
  public static final List<String> BUILT_IN =
      List.of("pse-light", "pse", "gal", "blan", "blan-attention", "aaface", "embedding");

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .addModule(new Jdk8Module())
          .build();

  private Studies() {}

  /**
   * A study by its name or from a file.
   *
   * @throws DataException if there is none, or it is not one
   */
  public static Study find(String nameOrFile) {
    try {
      if (BUILT_IN.contains(nameOrFile)) {
        try (InputStream stream =
            Studies.class.getResourceAsStream("/studies/" + nameOrFile + ".yaml")) {
          return YAML.readValue(stream, Study.class);
        }
      }
      Path file = Path.of(nameOrFile);
      if (!Files.isRegularFile(file)) {
        throw new DataException(
            "study %s is neither a file nor one of %s.".formatted(nameOrFile, BUILT_IN));
      }
      return YAML.readValue(file.toFile(), Study.class);
    } catch (JsonProcessingException e) {
      throw new DataException(
          "study %s, line %d: %s"
              .formatted(
                  nameOrFile,
                  e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                  e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new DataException(
          "study %s cannot be read: %s.".formatted(nameOrFile, e.getMessage()), e);
    }
  }
}
