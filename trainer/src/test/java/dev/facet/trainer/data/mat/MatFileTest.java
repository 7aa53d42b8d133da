package dev.facet.trainer.data.mat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.facet.trainer.data.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Matrix;

/**
 * {@code labels-5.mat} was written by SciPy, {@code labels-7.3.mat} and {@code more-7.3.mat} by
 * hdf5storage, which follows MATLAB's conventions for HDF5.
 */
class MatFileTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"labels-5.mat", "labels-7.3.mat"})
  void readsTextsAndNumbersOfBothForms(String name) throws IOException {
    try (MatFile file = MatFile.open(resource(name))) {
      assertThat(file.has("name")).isTrue();
      assertThat(file.has("names")).isFalse();
      assertThat(file.texts("name"))
          .containsExactly(
              "Ann_Bo\\Ann_Bo_0001.jpg",
              "Ann_Bo\\Ann_Bo_0002.jpg",
              "Cy_Dee\\Cy_Dee_0001.jpg",
              "Élise\\Élise_0001.jpg");
      assertThat(file.texts("AttrName")).containsExactly("Male", "5 o Clock Shadow", "Young");
      MatMatrix label = file.numbers("label");
      assertThat(label.rows()).isEqualTo(4);
      assertThat(label.columns()).isEqualTo(3);
      assertThat(new double[] {label.at(0, 1), label.at(1, 2), label.at(2, 0), label.at(2, 1)})
          .containsExactly(1, 1, 1, 0);
    }
  }

  @Test
  void readsCompressedWholeNumbersColumnAfterColumn() throws IOException {
    try (MatFile file = MatFile.open(resource("more-7.3.mat"))) {
      MatMatrix few = file.numbers("few");
      assertThat(few.rows()).isEqualTo(2);
      assertThat(few.columns()).isEqualTo(3);
      assertThat(few.values()).containsExactly(1, 4, 2, 5, 3, 6);
      assertThat(file.numbers("empty").values()).isEmpty();
    }
  }

  @Test
  void saysWhatAVariableMustBe() throws IOException {
    try (MatFile file = MatFile.open(resource("more-7.3.mat"))) {
      for (String other : List.of("complex", "text", "mixed")) {
        assertThatThrownBy(() -> file.numbers(other))
            .isInstanceOf(DataException.class)
            .hasMessageContaining("variable '" + other + "': it must be a matrix of real numbers");
      }
      for (String other : List.of("few", "text", "mixed")) {
        assertThatThrownBy(() -> file.texts(other))
            .isInstanceOf(DataException.class)
            .hasMessageContaining("it must be a cell array of texts");
      }
      assertThatThrownBy(() -> file.numbers("label"))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("has no variable 'label', only [complex, empty, few, indices_img");
    }
    Path level5 = folder.resolve("other.mat");
    Matrix complex = Mat5.newComplex(1, 1);
    Mat5.writeToFile(
        Mat5.newMatFile()
            .addArray("complex", complex)
            .addArray("text", Mat5.newString("abc"))
            .addArray("cell", Mat5.newCell(1, 1).set(0, Mat5.newScalar(3))),
        level5.toFile());
    try (MatFile file = MatFile.open(level5)) {
      assertThatThrownBy(() -> file.numbers("complex")).isInstanceOf(DataException.class);
      assertThatThrownBy(() -> file.numbers("text")).isInstanceOf(DataException.class);
      assertThatThrownBy(() -> file.texts("cell")).isInstanceOf(DataException.class);
    }
  }

  @Test
  void refusesWhatIsNoMatlabFile() throws IOException {
    Path page = Files.writeString(folder.resolve("page.mat"), "<!DOCTYPE html><html>");
    assertThatThrownBy(() -> MatFile.open(page))
        .isInstanceOf(DataException.class)
        .hasMessage(
            page
                + " is not a MATLAB file: it must begin with 'MATLAB 5.0 MAT-file' or 'MATLAB 7.3"
                + " MAT-file', found '<!DOCTYPE html><htm'; download it again.");
    Path empty = Files.createFile(folder.resolve("empty.mat"));
    assertThatThrownBy(() -> MatFile.open(empty)).hasMessageContaining("found ''");
    assertThatThrownBy(() -> MatFile.open(folder.resolve("none.mat")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("none.mat cannot be read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"labels-5.mat", "labels-7.3.mat", "more-7.3.mat"})
  void throwsNothingElseForDamagedFiles(String name) throws IOException {
    byte[] whole = Files.readAllBytes(resource(name));
    long seed = 5;
    Random random = new Random(seed);
    Path file = folder.resolve("damaged.mat");
    int refused = 0;
    for (int i = 0; i < 120; i++) {
      byte[] damaged = whole.clone();
      for (int n = random.nextInt(8); n >= 0; n--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      if (i % 4 == 0) {
        damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
      }
      Files.write(file, damaged);
      try (MatFile mat = MatFile.open(file)) {
        mat.texts("name");
        mat.numbers("label");
        mat.numbers("indices_img_train");
      } catch (DataException e) {
        assertThat(e.getMessage()).as("file %d of seed %d", i, seed).startsWith(file.toString());
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  private Path resource(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream stream = MatFileTest.class.getResourceAsStream("/mat/" + name)) {
      Files.copy(stream, file);
    }
    return file;
  }
}
