package dev.facet.trainer.augment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MixupTest {
  @Test
  void blendsEachRowWithTheNextAndTheLastWithTheFirst() {
    float[] rows = {1, 10, 2, 20, 3, 30};
    Mixup.blend(rows, new float[] {0.5f, 0.75f, 1});
    assertThat(rows).containsExactly(1.5f, 15, 2.25f, 22.5f, 3, 30);
    float[] last = {1, 2};
    Mixup.blend(last, new float[] {0.5f, 0.5f});
    assertThat(last).containsExactly(1.5f, 1.5f);
  }

  @Test
  void theFaceItselfLeadsAndLabelsAreBlendedLikeFaces() {
    int faces = 64;
    Batch batch = new Batch(faces, 3, 2);
    long[] seeds = new long[faces];
    for (int i = 0; i < faces; i++) {
      seeds[i] = Seeds.mix(91, i);
      for (int k = 0; k < 3; k++) {
        batch.images()[3 * i + k] = i % 2;
      }
      batch.labels()[2 * i] = i % 2;
      batch.labels()[2 * i + 1] = 1;
    }
    new Mixup(0.4).apply(batch, seeds);
    int blended = 0;
    for (int i = 0; i < faces; i++) {
      float label = batch.labels()[2 * i];
      assertThat(batch.images()[3 * i]).isEqualTo(label);
      assertThat(Math.abs(label - i % 2)).as("share of the other, seed 91").isBetween(0f, 0.5f);
      assertThat(batch.labels()[2 * i + 1]).isEqualTo(1);
      blended += label == i % 2 ? 0 : 1;
    }
    assertThat(blended).isGreaterThan(faces / 2);
  }
}
