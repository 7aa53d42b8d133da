package dev.facet.trainer.data;

import dev.facet.trainer.data.mat.MatFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** LFWA's file of partitions. */
final class LfwaIndices {
  private LfwaIndices() {}

  /**
   * Reads it.
   *
   * @param images how many pictures there are
   * @return the partition, training or test, of each picture that it names, by index from 0
   */
  static Map<Integer, Partition> read(MatFile file, Path path, int images) {
    Map<Integer, Partition> split = new TreeMap<>();
    add(file, path, images, "indices_img_train", Partition.TRAIN, split);
    add(file, path, images, "indices_img_test", Partition.TEST, split);
    return split;
  }

  private static void add(
      MatFile file,
      Path path,
      int images,
      String variable,
      Partition partition,
      Map<Integer, Partition> split) {
    for (double number : file.numbers(variable).values()) {
      if (!(number >= 1 && number <= images && number == Math.rint(number))) {
        throw new DataException(
            "%s, variable '%s': an index must be a whole number in 1..%d, found %s; download it"
                    .formatted(path, variable, images, number)
                + " again.");
      }
      if (split.put((int) number - 1, partition) != null) {
        throw new DataException(
            "%s, variable '%s': image %.0f is named a second time; download it again."
                .formatted(path, variable, number));
      }
    }
  }
}
