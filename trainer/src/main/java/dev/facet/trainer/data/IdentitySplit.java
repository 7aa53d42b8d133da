package dev.facet.trainer.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/** Splits persons into partitions where a dataset brings no split of its own. */
final class IdentitySplit {
  private IdentitySplit() {}

  /** The first half of the names (the smaller one, if they are odd) in their order. */
  static List<String> firstHalf(SortedSet<String> names) {
    return names.stream().limit(names.size() / 2).toList();
  }

  /** The last tenth of the names in their order, at least one of two or more. */
  static List<String> lastTenth(SortedSet<String> names) {
    int count = names.size() < 2 ? 0 : Math.max(1, names.size() / 10);
    return names.stream().skip(names.size() - count).toList();
  }

  /** 0, 1, 2 ... by name. */
  static Map<String, Integer> numbered(SortedSet<String> names) {
    Map<String, Integer> numbers = HashMap.newHashMap(names.size());
    names.forEach(name -> numbers.put(name, numbers.size()));
    return numbers;
  }

  /**
   * A person's partition by the name alone, so that adding persons moves nobody: the first eight
   * bytes of the name's SHA-256, as an unsigned number modulo 10, are 0 to 7 for train, 8 for
   * validation, 9 for test.
   */
  static Partition byHash(String name) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      long first = ByteBuffer.wrap(hash).getLong();
      return switch ((int) Long.remainderUnsigned(first, 10)) {
        case 8 -> Partition.VALIDATION;
        case 9 -> Partition.TEST;
        default -> Partition.TRAIN;
      };
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
