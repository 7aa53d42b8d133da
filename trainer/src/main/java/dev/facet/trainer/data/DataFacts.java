package dev.facet.trainer.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a dataset holds, as numbers that another program can compare: written by {@code
 * facet-trainer inspect --json}.
 *
 * @param format always {@link #FORMAT}
 * @param digest of the lists and the names and sizes of the pictures, see {@link
 *     AttributeDataset#digest()}
 * @param pictures SHA-256 over the names and the bytes of all pictures, in hexadecimal; null where
 *     they were not read
 * @param undecodable how many pictures cannot be decoded; null where they were not read
 * @param attributes in label order
 * @param partitions by label, those without faces left out
 */
public record DataFacts(
    String format,
    String digest,
    String pictures,
    Integer undecodable,
    List<String> attributes,
    Map<String, Part> partitions) {
  /** Marks the file and its version. */
  public static final String FORMAT = "facet-data/1";

  /**
   * A partition.
   *
   * @param faces how many there are
   * @param persons how many different persons they show, as far as known
   * @param elsewhere how many of these persons have faces in another partition too
   * @param present for each attribute, how many faces show it
   */
  public record Part(int faces, int persons, int elsewhere, Map<String, Integer> present) {
    static Part of(List<Example> faces, List<Example> others, List<String> attributes) {
      Set<Integer> own = identities(faces);
      int persons = own.size();
      own.retainAll(identities(others));
      Map<String, Integer> present = new LinkedHashMap<>();
      for (int i = 0; i < attributes.size(); i++) {
        int attribute = i;
        present.put(
            attributes.get(i), (int) faces.stream().filter(face -> face.shows(attribute)).count());
      }
      return new Part(faces.size(), persons, own.size(), present);
    }

    private static Set<Integer> identities(List<Example> faces) {
      return faces.stream()
          .map(Example::identity)
          .filter(identity -> identity != Example.UNKNOWN_IDENTITY)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** Counts a dataset's faces; no picture is read. */
  public static DataFacts of(AttributeDataset data) {
    Map<Partition, List<Example>> faces = new LinkedHashMap<>();
    for (Partition partition : Partition.values()) {
      if (data.size(partition) > 0) {
        faces.put(partition, data.examples(partition));
      }
    }
    Map<String, Part> parts = new LinkedHashMap<>();
    faces.forEach(
        (partition, own) -> {
          List<Example> others = new ArrayList<>();
          faces.forEach((other, each) -> others.addAll(other == partition ? List.of() : each));
          parts.put(partition.label(), Part.of(own, others, data.attributes()));
        });
    return new DataFacts(FORMAT, data.digest(), null, null, data.attributes(), parts);
  }

  /** The same, with what reading every picture has told. */
  public DataFacts withPictures(String sha256, int broken) {
    return new DataFacts(format, digest, sha256, broken, attributes, partitions);
  }
}
