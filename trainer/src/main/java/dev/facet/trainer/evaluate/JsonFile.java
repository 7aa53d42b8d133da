package dev.facet.trainer.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.facet.trainer.data.DataException;
import dev.facet.trainer.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Records of numbers as JSON: the keys are their components, in order, and an absent number is
 * {@code null}.
 */
public final class JsonFile {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");

  private JsonFile() {}

  /**
   * Writes a record. The file is replaced in one step, so that a reader (or a kill) never finds
   * half of it.
   *
   * @throws DataException if the file cannot be written
   */
  public static void write(Path file, Record content) {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(INDENT);
    printer.indentArraysWith(INDENT);
    try {
      WholeFile.replace(file, JSON.writer(printer).writeValueAsString(content) + "\n");
    } catch (IOException e) {
      throw new DataException(
          "The metrics cannot be written to %s: %s.".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * Writes a long record without spaces, in one step too.
   *
   * @throws DataException if the file cannot be written
   */
  public static void writeCompact(Path file, Record content) {
    try {
      WholeFile.replace(file, JSON.writeValueAsString(content) + "\n");
    } catch (IOException e) {
      throw new DataException("%s cannot be written: %s.".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * Reads a record back.
   *
   * @throws DataException if the file cannot be read or has another content
   */
  public static <T extends Record> T read(Path file, Class<T> type) {
    try {
      return Optional.ofNullable(JSON.readValue(Files.readString(file), type))
          .orElseThrow(
              () ->
                  new DataException(
                      "%s does not hold the metrics that Facet writes: it is null."
                          .formatted(file)));
    } catch (JsonProcessingException e) {
      throw new DataException(
          "%s does not hold the metrics that Facet writes: %s."
              .formatted(file, e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new DataException(
          "The metrics %s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
  }
}
