package dev.facet.trainer.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.facet.trainer.data.DataException;
import dev.facet.trainer.data.Example;
import dev.facet.trainer.data.FaceStore;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingBatchesTest {
  private static final int FACES = 11;
  private static final int BATCH = 3;
  private static final List<Double> HALF = List.of(0.5, 0.5, 0.5);
  private static final InputSpec INPUT = new InputSpec(6, 7, 5, 6, HALF, HALF);
  private static final Augmentation ALL = new Augmentation(true, 1, 0.1, 0.2, 0.2);

  private static final FaceOrder ORDER = new EpochOrder(5, FACES);

  @TempDir Path directory;
  private FaceStore faces;

  @BeforeEach
  void drawFaces() throws IOException {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < FACES; i++) {
      BufferedImage image = new BufferedImage(6, 7, BufferedImage.TYPE_INT_RGB);
      for (int p = 0; p < 42; p++) {
        image.setRGB(p % 6, p / 6, (int) Seeds.mix(i, p) & 0xffffff);
      }
      Path file = directory.resolve(i + ".png");
      ImageIO.write(image, "png", file.toFile());
      examples.add(new Example(file, i, new boolean[] {i % 2 == 0, i > 5}));
    }
    faces = FaceStore.open(examples, 6, 7, 8L * INPUT.bytesPerFace(), 2, done -> {});
  }

  @AfterEach
  void closeFaces() {
    faces.close();
  }

  @Test
  void servesWholeBatchesInTheEpochsOrder() {
    try (TrainingBatches batches = batches(1)) {
      assertThat(batches.stepsPerEpoch()).isEqualTo(3);
      for (int epoch = 0; epoch < 3; epoch++) {
        int[] order = EpochOrder.of(5, epoch, FACES);
        for (int step = 0; step < 3; step++) {
          assertThat(batches.batch(epoch, step).indices())
              .containsExactly(Arrays.copyOfRange(order, step * BATCH, step * BATCH + BATCH));
        }
      }
    }
  }

  @Test
  void fillsImagesAndLabelsOfEachFace() {
    try (TrainingBatches batches = batches(2)) {
      Batch batch = batches.batch(4, 1);
      Augmenter augmenter = new Augmenter(INPUT, ALL);
      byte[] rgb = new byte[INPUT.bytesPerFace()];
      float[] expected = new float[BATCH * INPUT.valuesPerFace()];
      for (int i = 0; i < BATCH; i++) {
        int index = batch.indices()[i];
        faces.read(index, rgb);
        augmenter.train(rgb, Seeds.mix(5, 4, index), expected, i * INPUT.valuesPerFace());
        assertThat(batch.labels()[2 * i]).isEqualTo(index % 2 == 0 ? 1 : 0);
        assertThat(batch.labels()[2 * i + 1]).isEqualTo(index > 5 ? 1 : 0);
      }
      assertThat(batch.images()).isEqualTo(expected);
    }
  }

  @Test
  void numbersThePersonsOfEachFace() throws IOException {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < FACES; i++) {
      int identity = i == 4 ? Example.UNKNOWN_IDENTITY : 1000 - 10 * (i / 2);
      Path image = directory.resolve(i + ".png");
      examples.add(new Example(image, identity, new boolean[0]));
    }
    try (FaceStore persons = FaceStore.open(examples, 6, 7);
        TrainingBatches batches = new TrainingBatches(persons, INPUT, ALL, ORDER, BATCH, 2)) {
      for (int step = 0; step < 3; step++) {
        Batch batch = batches.batch(0, step);
        for (int i = 0; i < BATCH; i++) {
          int index = batch.indices()[i];
          assertThat(batch.identities()[i]).isEqualTo(index == 4 ? -1 : 5 - index / 2);
        }
      }
    }
  }

  @Test
  void showsPersonsAsOftenAsTheOrderSays() {
    FaceOrder order = new IdentityOrder(5, faces.examples(), 2, 2);
    try (TrainingBatches batches = new TrainingBatches(faces, INPUT, ALL, order, 4, 2)) {
      assertThat(batches.stepsPerEpoch()).isEqualTo(order.length() / 4);
      for (int step = 0; step < batches.stepsPerEpoch(); step++) {
        Batch batch = batches.batch(3, step);
        assertThat(batch.indices())
            .containsExactly(Arrays.copyOfRange(order.epoch(3), 4 * step, 4 * step + 4));
        // one face each: the same face twice, but not the same picture
        assertThat(batch.indices()[1]).isEqualTo(batch.indices()[0]);
        int values = INPUT.valuesPerFace();
        assertThat(Arrays.copyOfRange(batch.images(), 0, values))
            .isNotEqualTo(Arrays.copyOfRange(batch.images(), values, 2 * values));
      }
    }
  }

  @Test
  void isTheSameForAnyNumberOfThreads() {
    try (TrainingBatches one = batches(1);
        TrainingBatches four = batches(4)) {
      for (int epoch = 0; epoch < 5; epoch++) {
        for (int step = 0; step < 3; step++) {
          Batch a = one.batch(epoch, step);
          Batch b = four.batch(epoch, step);
          assertThat(b.indices()).isEqualTo(a.indices());
          assertThat(b.labels()).isEqualTo(a.labels());
          assertThat(b.images()).isEqualTo(a.images());
        }
      }
    }
  }

  @Test
  void resumesInTheMiddleOfAnEpoch() {
    try (TrainingBatches unbroken = batches(2);
        TrainingBatches resumed = batches(2)) {
      float[] expected = {};
      for (int epoch = 0; epoch < 3; epoch++) {
        for (int step = 0; step < 3; step++) {
          expected = unbroken.batch(epoch, step).images().clone();
        }
      }
      assertThat(resumed.batch(2, 2).images()).isEqualTo(expected);
    }
  }

  @Test
  void jumpsBackAndForth() {
    try (TrainingBatches batches = batches(3);
        TrainingBatches other = batches(1)) {
      float[] first = batches.batch(0, 0).images().clone();
      float[] later = batches.batch(7, 2).images().clone();
      assertThat(batches.batch(0, 0).images()).isEqualTo(first).isNotEqualTo(later);
      assertThat(other.batch(7, 2).images()).isEqualTo(later);
    }
  }

  @Test
  void variesAFaceFromEpochToEpoch() {
    try (TrainingBatches batches = batches(2)) {
      Set<Float> seen = new HashSet<>();
      for (int epoch = 0; epoch < 5; epoch++) {
        seen.add(batches.batch(epoch, 0).images()[0]);
      }
      assertThat(seen).hasSizeGreaterThan(2);
    }
  }

  @Test
  void leavesABatchAloneUntilTheNextIsAskedFor() throws InterruptedException {
    try (TrainingBatches batches = batches(2)) {
      Batch batch = batches.batch(0, 0);
      float[] before = batch.images().clone();
      Thread.sleep(50);
      assertThat(batch.images()).isEqualTo(before);
    }
  }

  @Test
  void passesOnWhichPictureFailedAndStaysUsable() throws IOException {
    Path gone = directory.resolve("10.png");
    byte[] content = Files.readAllBytes(gone);
    Files.delete(gone);
    try (TrainingBatches batches = batches(2)) {
      assertThatThrownBy(
              () -> {
                for (int epoch = 0; epoch < 10; epoch++) {
                  for (int step = 0; step < 3; step++) {
                    batches.batch(epoch, step);
                  }
                }
              })
          .isInstanceOf(DataException.class)
          .hasMessageContaining("10.png");
      Files.write(gone, content);
      try (TrainingBatches whole = batches(1)) {
        assertThat(batches.batch(20, 1).images()).isEqualTo(whole.batch(20, 1).images());
      }
    }
  }

  @Test
  void countsTheTimeThatCallersWait() {
    try (TrainingBatches batches = batches(1)) {
      assertThat(batches.waitedSeconds()).isZero();
      batches.batch(0, 0);
      assertThat(batches.waitedSeconds()).isPositive();
    }
  }

  @Test
  void refusesABatchLargerThanThePartition() {
    assertThatThrownBy(() -> new TrainingBatches(faces, INPUT, ALL, ORDER, 12, 1))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "There are 11 faces to train on, but one batch takes 12: choose a batch size of at"
                + " most 11.");
  }

  @Test
  void refusesFacesOfAnotherSize() {
    InputSpec larger = new InputSpec(7, 7, 5, 6, HALF, HALF);
    assertThatThrownBy(() -> new TrainingBatches(faces, larger, ALL, ORDER, BATCH, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("opened at 6x7 pixels, but the input asks for 7x7");
  }

  @Test
  void refusesAStepBeyondTheEpoch() {
    try (TrainingBatches batches = batches(1)) {
      assertThatThrownBy(() -> batches.batch(0, 3))
          .hasMessage("epoch must be 0 or more and step in 0..2, found epoch 0 step 3");
    }
  }

  private TrainingBatches batches(int threads) {
    return new TrainingBatches(faces, INPUT, ALL, ORDER, BATCH, threads);
  }
}
