package dev.facet.trainer.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The three parts of a dataset, in the order of CelebA's partition codes 0, 1 and 2. */
public enum Partition {
  /** Code 0: what the weights are fitted on. */
  TRAIN(0),
  /** Code 1: what recipes and checkpoints are chosen on. */
  VALIDATION(1),
  /** Code 2: what is reported, once. */
  TEST(2);

  private final int code;

  Partition(int code) {
    this.code = code;
  }

  /** The number that stands for the partition in CelebA's list. */
  public int code() {
    return code;
  }

  /** The partition of that {@link #code()}, if there is one. */
  public static Optional<Partition> ofCode(int code) {
    return Arrays.stream(values()).filter(partition -> partition.code == code).findFirst();
  }

  /**
   * The name on command lines and in reports: {@code train}, {@code validation} or {@code test}.
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The partition of that {@link #label()}, in any case.
   *
   * @throws DataException if there is none
   */
  public static Partition parse(String label) {
    for (Partition partition : values()) {
      if (partition.label().equals(label.toLowerCase(Locale.ROOT))) {
        return partition;
      }
    }
    throw new DataException(
        "There is no partition '%s': use one of %s."
            .formatted(
                label,
                Arrays.stream(values()).map(Partition::label).collect(Collectors.joining(", "))));
  }
}
