package dev.facet.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** JSON files, read with a sentence for what is wrong and replaced in one step. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private Json() {}

  /**
   * Reads a file; fields that the type lacks are passed over, for other programs' files may grow.
   *
   * @throws PipelineException if it cannot be read or has another form
   */
  public static <T> T read(Path file, Class<T> type) {
    try {
      T content = MAPPER.readValue(Files.readAllBytes(file), type);
      if (content == null) {
        throw new PipelineException("%s holds nothing but null: make it again.".formatted(file));
      }
      return content;
    } catch (JsonProcessingException e) {
      throw new PipelineException(
          "%s is not what this version of Facet writes (%s): make it again."
              .formatted(file, e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new PipelineException("%s cannot be read (%s).".formatted(file, e), e);
    }
  }

  /**
   * Reads a text as a tree.
   *
   * @param what how to call it in the sentence
   * @throws PipelineException if it is no JSON
   */
  public static JsonNode tree(byte[] text, String what) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new PipelineException("%s is not JSON (%s).".formatted(what, e.getMessage()), e);
    }
  }

  /** As text, indented. */
  public static String text(Object content) {
    try {
      return MAPPER.writeValueAsString(content) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the pipeline's own records can be written", e);
    }
  }

  /**
   * Replaces a file in one step, so that a reader or a kill never finds half of it.
   *
   * @throws PipelineException if it cannot be written
   */
  public static void write(Path file, Object content) {
    Folders.replace(file, text(content).getBytes(StandardCharsets.UTF_8));
  }
}
