package dev.facet.trainer.predict;

import dev.facet.trainer.data.Example;
import dev.facet.trainer.data.FaceStore;
import dev.facet.trainer.data.pairs.RandomPairs;
import dev.facet.trainer.data.pairs.VerificationPairs;
import dev.facet.trainer.evaluate.verification.Similarities;
import dev.facet.trainer.evaluate.verification.Verification;
import dev.facet.trainer.evaluate.verification.VerificationMetrics;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges embeddings on persons whom a network has not learnt from: on all pairs of their faces, of
 * the persons with the lowest numbers up to a number of faces that keeps the pairs below a million.
 */
final class Strangers {
  private static final int MOST_FACES = 1_400;

  private Strangers() {}

  /**
   * Judges.
   *
   * @param embeddings {@code [N][D]} of the faces
   * @param strangers those of the faces that are of such persons
   * @return absent if they are not of two persons, one of whom has two faces
   */
  static Optional<VerificationMetrics> judge(
      float[][] embeddings, FaceStore faces, List<Example> strangers) {
    List<Example> chosen =
        strangers.stream()
            .sorted(Comparator.comparingInt(Example::identity))
            .limit(MOST_FACES)
            .toList();
    Set<Integer> persons = new HashSet<>();
    chosen.forEach(face -> persons.add(face.identity()));
    if (persons.size() < 2 || persons.size() == chosen.size()) {
      return Optional.empty();
    }
    VerificationPairs pairs = RandomPairs.all(chosen);
    int[] places = places(pairs.faces(), faces);
    return Optional.of(
        Verification.of(
            Similarities.cosine(embeddings, at(places, pairs.first()), at(places, pairs.second())),
            pairs.same(),
            pairs.folds()));
  }

  /** Where each face of the pairs is among all faces. */
  private static int[] places(List<Example> some, FaceStore faces) {
    IdentityHashMap<Example, Integer> places = new IdentityHashMap<>();
    for (int i = 0; i < faces.size(); i++) {
      places.put(faces.example(i), i);
    }
    return some.stream().mapToInt(places::get).toArray();
  }

  private static int[] at(int[] places, int[] faces) {
    return Arrays.stream(faces).map(face -> places[face]).toArray();
  }
}
