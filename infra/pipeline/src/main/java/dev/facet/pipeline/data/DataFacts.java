package dev.facet.pipeline.data;

import dev.facet.pipeline.Json;
import dev.facet.pipeline.PipelineException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a dataset holds, as {@code facet-trainer inspect --pictures --json} writes it.
 *
 * @param format always {@link #FORMAT}
 * @param digest of the lists and of the pictures' names and sizes
 * @param pictures SHA-256 over the pictures' bytes
 * @param attributes in label order
 * @param partitions by label
 */
public record DataFacts(
    String format,
    String digest,
    String pictures,
    List<String> attributes,
    Map<String, Part> partitions) {
  /** The form that this version reads. */
  public static final String FORMAT = "facet-data/1";

  /**
   * A partition.
   *
   * @param faces how many there are
   * @param persons how many different persons they show
   * @param elsewhere how many of them have faces in another partition too
   * @param present for each attribute, how many faces show it
   */
  public record Part(int faces, int persons, int elsewhere, Map<String, Integer> present) {}

  /**
   * Reads the file.
   *
   * @throws PipelineException if it has another form
   */
  public static DataFacts read(Path file) {
    DataFacts facts = Json.read(file, DataFacts.class);
    if (!FORMAT.equals(facts.format())
        || facts.attributes() == null
        || facts.partitions() == null) {
      throw new PipelineException(
          "%s has format %s, but this version of Facet reads %s."
              .formatted(file, facts.format(), FORMAT));
    }
    return facts;
  }

  /** Faces in all partitions. */
  public long faces() {
    return partitions.values().stream().mapToLong(Part::faces).sum();
  }

  /** Faces in all partitions that show an attribute. */
  public long present(String attribute) {
    return partitions.values().stream()
        .mapToLong(part -> part.present().getOrDefault(attribute, 0))
        .sum();
  }
}
