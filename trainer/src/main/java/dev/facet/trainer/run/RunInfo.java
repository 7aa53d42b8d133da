package dev.facet.trainer.run;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.facet.trainer.data.DataException;
import dev.facet.trainer.network.AttributeGroup;
import dev.facet.trainer.weights.Transfer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The facts about a finished run, {@code run.json}.
 *
 * @param format always {@link #FORMAT}
 * @param network which network it is, such as {@code pse}
 * @param recipe name of the recipe
 * @param seed of the run
 * @param labels attributes in the order of the outputs
 * @param groups attributes by sub-network
 * @param parameters how many numbers the network learnt
 * @param start what became of the weights that it began with
 * @param dataset what it learnt from
 * @param codeVersion version of Facet
 * @param engine what computed it
 * @param epochs passes over the training faces
 * @param wallSeconds time spent training in all, interruptions left out
 * @param imagesPerSecond training faces per second of that time
 */
@JsonPropertyOrder({"format", "network", "recipe"})
public record RunInfo(
    String format,
    String network,
    String recipe,
    long seed,
    List<String> labels,
    List<AttributeGroup> groups,
    long parameters,
    Transfer start,
    Dataset dataset,
    String codeVersion,
    Engine engine,
    int epochs,
    double wallSeconds,
    double imagesPerSecond) {
  /** Marks the file and its version. */
  public static final String FORMAT = "facet-run/1";

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);

  /**
   * What a run learnt from.
   *
   * @param name how people call it
   * @param licence terms under which the faces may be used
   * @param path where it lay
   * @param digest of its lists and pictures
   * @param train faces to learn from
   * @param validation faces to choose by
   * @param test faces to report on
   */
  public record Dataset(
      String name,
      String licence,
      String path,
      String digest,
      int train,
      int validation,
      int test) {}

  /**
   * What computed a run.
   *
   * @param name library, version and native build
   * @param device operating system and architecture, with the GPU before them if there is one
   * @param threads threads of the native operators
   */
  public record Engine(String name, String device, int threads) {}

  /**
   * Reads {@code run.json}.
   *
   * @throws DataException if it is missing or of another form
   */
  public static RunInfo read(Path file) {
    try {
      RunInfo info = JSON.readValue(file.toFile(), RunInfo.class);
      if (info == null) {
        throw new DataException(
            "%s is not what Facet writes (it is null): restore it, or run facet-trainer fit --resume."
                .formatted(file));
      }
      if (!FORMAT.equals(info.format())) {
        throw new DataException(
            "%s has format %s, but this version of Facet reads %s."
                .formatted(file, info.format(), FORMAT));
      }
      return info;
    } catch (JsonProcessingException e) {
      throw new DataException(
          "%s is not what Facet writes (%s): restore it, or run facet-trainer fit --resume."
              .formatted(file, e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new DataException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** The facts as JSON, indented, keys in a fixed order. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this) + "\n";
    } catch (IOException e) {
      throw new IllegalStateException("facts about a run are always writable", e);
    }
  }
}
