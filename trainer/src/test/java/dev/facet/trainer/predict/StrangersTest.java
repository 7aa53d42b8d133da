package dev.facet.trainer.predict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.trainer.data.Example;
import dev.facet.trainer.data.FaceStore;
import dev.facet.trainer.evaluate.verification.VerificationMetrics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrangersTest {
  /** Faces that are never opened. */
  private static List<Example> faces(int... identities) {
    List<Example> faces = new ArrayList<>();
    for (int identity : identities) {
      faces.add(new Example(Path.of(faces.size() + ".png"), identity, new boolean[0]));
    }
    return faces;
  }

  private static FaceStore store(List<Example> faces) {
    return FaceStore.open(faces, 1, 1, 0, 1, done -> {});
  }

  @Test
  void comparesEveryPairByItsOwnEmbeddings() {
    // Persons 5 and 2 in turns, and one who was learnt from and looks like both.
    List<Example> faces = faces(5, 2, 9, 5, 2, 5);
    List<Example> strangers = faces.stream().filter(face -> face.identity() != 9).toList();
    float[][] embeddings = {{1, 0}, {0, 1}, {1, 1}, {2, 0.1f}, {0.1f, 1}, {1, -0.1f}};
    try (FaceStore store = store(faces)) {
      VerificationMetrics metrics = Strangers.judge(embeddings, store, strangers).orElseThrow();

      assertThat(metrics.samePairs()).isEqualTo(3 + 1);
      assertThat(metrics.differentPairs()).isEqualTo(3 * 2);
      assertThat(metrics.areaUnderCurve()).isEqualTo(1);
      float[][] swapped = {embeddings[1], embeddings[0], {1, 1}, embeddings[3], {0.1f, 1}, {1, 0}};
      assertThat(Strangers.judge(swapped, store, strangers).orElseThrow().areaUnderCurve())
          .isLessThan(1);
    }
  }

  @Test
  void saysNothingOfTooFewPersons() {
    List<Example> alone = faces(1, 2, 3);
    List<Example> one = faces(4, 4, 4);
    float[][] embeddings = {{1}, {1}, {1}};
    try (FaceStore store = store(alone);
        FaceStore other = store(one)) {
      assertThat(Strangers.judge(embeddings, store, alone)).isEmpty();
      assertThat(Strangers.judge(embeddings, store, List.of())).isEmpty();
      assertThat(Strangers.judge(embeddings, other, one)).isEmpty();
    }
  }

  @Test
  void keepsThePairsBelowAMillion() {
    int[] identities = new int[3000];
    float[][] embeddings = new float[3000][];
    for (int i = 0; i < 3000; i++) {
      identities[i] = i / 3;
      embeddings[i] = new float[] {1 + i / 3, 1};
    }
    List<Example> faces = faces(identities);
    try (FaceStore store = store(faces)) {
      VerificationMetrics metrics = Strangers.judge(embeddings, store, faces).orElseThrow();

      assertThat(metrics.samePairs() + metrics.differentPairs()).isEqualTo(1400 * 1399 / 2);
    }
  }
}
