package dev.facet.trainer.evaluate.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.facet.trainer.data.DataException;
import org.junit.jupiter.api.Test;

class SimilaritiesTest {
  private static final float[][] EMBEDDINGS = {{3, 4}, {6, 8}, {-4, 3}, {-0.3f, -0.4f}, {1, 0}};

  @Test
  void isTheCosineWhateverTheLengths() {
    float[] cosines =
        Similarities.cosine(EMBEDDINGS, new int[] {0, 0, 0, 0}, new int[] {1, 2, 3, 4});

    assertThat(cosines).containsExactly(new float[] {1, 0, -1, 0.6f}, within(1e-6f));
  }

  @Test
  void staysWithinItsRangeDespiteRounding() {
    float[] embedding = {0.1f, 0.2f, 0.3f, 1e-5f};
    float[] scaled = new float[4];
    for (int factor = 1; factor < 2000; factor++) {
      for (int d = 0; d < 4; d++) {
        scaled[d] = embedding[d] * factor;
      }
      assertThat(
              Similarities.cosine(new float[][] {embedding, scaled}, new int[] {0}, new int[] {1}))
          .satisfies(cosine -> assertThat(cosine[0]).isBetween(0.999999f, 1f));
    }
  }

  @Test
  void refusesAnEmbeddingWithoutDirectionIfAPairNeedsIt() {
    float[][] broken = {{1, 0}, {0, 0}, {Float.NaN, 1}, {0, 1}};

    assertThat(Similarities.cosine(broken, new int[] {0}, new int[] {3})).containsExactly(0f);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Similarities.cosine(broken, new int[] {0}, new int[] {1}))
        .withMessageContaining("embedding of face 1 has the length 0.0");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Similarities.cosine(broken, new int[] {0}, new int[] {2}))
        .withMessageContaining("embedding of face 2 has the length NaN");
  }

  @Test
  void refusesShapesThatDisagree() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Similarities.cosine(EMBEDDINGS, new int[2], new int[3]))
        .withMessage("every pair needs two faces, found 2 and 3");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Similarities.cosine(new float[][] {{1}, {1, 2}}, new int[] {0}, new int[] {1}))
        .withMessageContaining("found 1 for face 0 and 2 for face 1");
  }
}
