package dev.facet.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaceStoreTest {
  private static final int FACES = 7;
  private static final int BYTES_PER_FACE = 4 * 5 * 3;

  @TempDir Path directory;
  private final List<Example> examples = new ArrayList<>();

  @BeforeEach
  void drawFaces() throws IOException {
    for (int i = 0; i < FACES; i++) {
      BufferedImage image = new BufferedImage(8, 10, BufferedImage.TYPE_INT_RGB);
      for (int y = 0; y < 10; y++) {
        for (int x = 0; x < 8; x++) {
          image.setRGB(x, y, i * 0x101010);
        }
      }
      Path file = directory.resolve(i + ".png");
      ImageIO.write(image, "png", file.toFile());
      examples.add(new Example(file, i, new boolean[] {i % 2 == 0}));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 3 * BYTES_PER_FACE + 1, Integer.MAX_VALUE})
  void readsTheSameFacesWhateverFitsTheBudget(long budget) {
    try (FaceStore store = open(budget, 2)) {
      byte[] rgb = new byte[BYTES_PER_FACE];
      assertThat(store.size()).isEqualTo(FACES);
      for (int i = 0; i < FACES; i++) {
        store.read(i, rgb);
        assertThat(rgb).containsOnly((byte) (i * 0x10));
        assertThat(store.labels(i)).containsExactly(i % 2 == 0);
        assertThat(store.example(i).identity()).isEqualTo(i);
      }
    }
  }

  @Test
  void keepsWhatFitsTheBudget() {
    try (FaceStore none = open(BYTES_PER_FACE - 1, 1);
        FaceStore some = open(3 * BYTES_PER_FACE + 1, 1);
        FaceStore all = open(FaceStore.defaultBudgetBytes(), 1)) {
      assertThat(none.keptInMemory()).isZero();
      assertThat(some.keptInMemory()).isEqualTo(3);
      assertThat(all.keptInMemory()).isEqualTo(FACES);
    }
  }

  @Test
  void readsKeptFacesAfterTheirFilesAreGone() throws IOException {
    try (FaceStore store = open(BYTES_PER_FACE, 1)) {
      Files.delete(directory.resolve("0.png"));
      Files.delete(directory.resolve("1.png"));
      byte[] rgb = new byte[BYTES_PER_FACE];

      store.read(0, rgb);
      assertThat(rgb).containsOnly((byte) 0);
      assertThatThrownBy(() -> store.read(1, rgb))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("1.png");
    }
  }

  @Test
  void reportsEachDecodedFace() {
    ConcurrentLinkedQueue<Integer> progress = new ConcurrentLinkedQueue<>();
    try (FaceStore store = FaceStore.open(examples, 4, 5, Integer.MAX_VALUE, 3, progress::add)) {
      assertThat(progress).hasSize(store.size()).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7);
    }
  }

  @Test
  void namesThePictureThatCannotBeDecoded() throws IOException {
    Files.writeString(directory.resolve("5.png"), "no picture");

    assertThatThrownBy(() -> open(Integer.MAX_VALUE, 2))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("5.png is neither JPEG nor PNG");
  }

  @Test
  void refusesArraysAndIndicesThatDoNotFit() {
    try (FaceStore store = open(Integer.MAX_VALUE, 1)) {
      assertThatThrownBy(() -> store.read(0, new byte[3]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a face of 4x5 needs 60 bytes, found 3");
      assertThatThrownBy(() -> store.read(FACES, new byte[BYTES_PER_FACE]))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> store.read(-1, new byte[BYTES_PER_FACE]))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void refusesNumbersThatBreakTheirRules() {
    assertThatThrownBy(() -> FaceStore.open(examples, 0, 5, 1, 1, done -> {}))
        .hasMessage("width must be a whole number of at least 1, found 0");
    assertThatThrownBy(() -> FaceStore.open(examples, 4, 5, 1, 0, done -> {}))
        .hasMessage("threads must be a whole number of at least 1, found 0");
    assertThatThrownBy(() -> FaceStore.open(examples, 4, 5, -1, 1, done -> {}))
        .hasMessage("memory budget must be a whole number of at least 0, found -1");
  }

  @Test
  void canBeClosedTwice() {
    FaceStore store = open(Integer.MAX_VALUE, 1);
    store.close();
    store.close();
    assertThatThrownBy(() -> store.read(0, new byte[BYTES_PER_FACE]))
        .isInstanceOf(IllegalStateException.class);
  }

  private FaceStore open(long budget, int threads) {
    return FaceStore.open(examples, 4, 5, budget, threads, done -> {});
  }
}
