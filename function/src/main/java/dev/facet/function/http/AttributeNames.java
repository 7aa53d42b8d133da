package dev.facet.function.http;

import dev.facet.function.problem.ProblemException;
import dev.facet.function.problem.ProblemType;
import dev.facet.function.problem.Quoted;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the attribute that a caller means. */
final class AttributeNames {
  private static final int MOST = 3;

  private AttributeNames() {}

  /**
   * The attribute of a name.
   *
   * @param labels of the model, as far as they are told
   * @param name as the caller wrote it
   * @throws ProblemException when there is none of that name; the sentence lists close ones
   */
  static String find(List<String> labels, Optional<String> name) {
    if (labels.isEmpty()) {
      throw new ProblemException(
          ProblemType.OUTPUT_NOT_OFFERED,
          "The model tells no attributes; name another with ?model=.");
    }
    String written =
        name.orElseThrow(
            () ->
                new ProblemException(
                    ProblemType.BAD_FIELD,
                    "The address names no attribute; add one, such as ?attribute=%s."
                        .formatted(labels.getFirst())));
    if (!labels.contains(written)) {
      throw new ProblemException(
          ProblemType.BAD_FIELD,
          "attribute is %s, which is none of the model's %d; the closest are %s."
              .formatted(
                  Quoted.value(written),
                  labels.size(),
                  String.join(", ", closest(labels, plain(Quoted.value(written))))));
    }
    return written;
  }

  private static List<String> closest(List<String> labels, String written) {
    return labels.stream()
        .sorted(Comparator.comparingInt(label -> distance(plain(label), written)))
        .limit(MOST)
        .toList();
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /** How many letters must be put in, left out or exchanged to make one of the other. */
  private static int distance(String one, String other) {
    int[] before = new int[other.length() + 1];
    for (int j = 0; j < before.length; j++) {
      before[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] now = new int[before.length];
      now[0] = i;
      for (int j = 1; j < now.length; j++) {
        int exchanged = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        now[j] = Math.min(exchanged, 1 + Math.min(before[j], now[j - 1]));
      }
      before = now;
    }
    return before[other.length()];
  }
}
