package dev.facet.trainer.data;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Faces with attributes, split into partitions. Immutable; holds no pixels. */
public final class AttributeDataset {
  private final Path root;
  private final List<String> attributes;
  private final Map<Partition, List<Example>> partitions = new EnumMap<>(Partition.class);
  private final String digest;

  /**
   * A dataset.
   *
   * @param root the folder that it was read from
   * @param attributes the attributes' names, each once, in the order of every example's labels
   * @param partitions the examples; a partition that is left out is empty
   * @param digest what identifies the data, see {@link #digest()}
   * @throws IllegalArgumentException if names repeat or an example has another number of labels
   */
  public AttributeDataset(
      Path root, List<String> attributes, Map<Partition, List<Example>> partitions, String digest) {
    this.root = requireNonNull(root, "root is null");
    this.attributes = List.copyOf(attributes);
    this.digest = requireNonNull(digest, "digest is null");
    if (Set.copyOf(this.attributes).size() != this.attributes.size()) {
      throw new IllegalArgumentException("attribute names must differ, found " + attributes);
    }
    for (Partition partition : Partition.values()) {
      List<Example> examples = List.copyOf(partitions.getOrDefault(partition, List.of()));
      for (Example example : examples) {
        if (example.attributeCount() != this.attributes.size()) {
          throw new IllegalArgumentException(
              "every example must have %d labels, found %d in %s"
                  .formatted(this.attributes.size(), example.attributeCount(), example));
        }
      }
      this.partitions.put(partition, examples);
    }
  }

  /** The folder that the dataset was read from. */
  public Path root() {
    return root;
  }

  /** The attributes' names as the dataset spells them, in label order. */
  public List<String> attributes() {
    return attributes;
  }

  /** How many examples a partition has, which may be none. */
  public int size(Partition partition) {
    return partitions.get(partition).size();
  }

  /**
   * The examples of a partition, at least one, in the order of the dataset's files.
   *
   * @throws DataException if the partition is empty
   */
  public List<Example> examples(Partition partition) {
    List<Example> examples = partitions.get(partition);
    if (examples.isEmpty()) {
      throw new DataException(
          "The dataset in %s has no images in the partition %s: it has %d for train, %d for"
                  .formatted(
                      root, partition.label(), size(Partition.TRAIN), size(Partition.VALIDATION))
              + " validation and %d for test.".formatted(size(Partition.TEST)));
    }
    return examples;
  }

  /**
   * The faces of a partition by which a network can be judged on persons that it has not learnt: of
   * known persons, none of whom is in the training partition too (unless that is the partition).
   *
   * @throws DataException if the partition is empty
   */
  public List<Example> strangers(Partition partition) {
    Set<Integer> seen =
        partition == Partition.TRAIN
            ? Set.of()
            : partitions.get(Partition.TRAIN).stream()
                .map(Example::identity)
                .collect(Collectors.toSet());
    return examples(partition).stream()
        .filter(example -> example.identity() != Example.UNKNOWN_IDENTITY)
        .filter(example -> !seen.contains(example.identity()))
        .toList();
  }

  /**
   * What identifies the data, wherever it lies: a SHA-256 as 64 lower-case hexadecimal digits. It
   * covers the labels, the partitions, the identities and each picture's name and size in bytes. It
   * does not cover the pixels, so that it stays quick: a picture replaced by another of the same
   * length goes unnoticed.
   */
  public String digest() {
    return digest;
  }
}
