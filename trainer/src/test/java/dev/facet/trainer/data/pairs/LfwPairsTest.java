package dev.facet.trainer.data.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.facet.trainer.data.DataException;
import dev.facet.trainer.data.Example;
import dev.facet.trainer.data.PictureFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LfwPairsTest {
  /** Two folds of one pair of either kind. */
  private static final String TWO_FOLDS =
      "2\t1\nAnn\t1\t3\nAnn\t2\tBob\t1\nBob\t1\t2\nBob\t2\tCy_Dee\t12\n";

  @TempDir private Path folder;

  @BeforeEach
  void layPictures() throws IOException {
    for (String name :
        new String[] {
          "Ann/Ann_0001.jpg",
          "Ann/Ann_0002.jpg",
          "Ann/Ann_0003.jpg",
          "Bob/Bob_0001.jpg",
          "Bob/Bob_0002.png",
          "Cy_Dee/Cy_Dee_0012.jpg"
        }) {
      Path file = folder.resolve("lfw").resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "x");
    }
  }

  @Test
  void readsFoldsOfBothKindsOfRows() throws IOException {
    VerificationPairs pairs = read(TWO_FOLDS);

    assertThat(pairs.same()).containsExactly(true, false, true, false);
    assertThat(pairs.folds()).containsExactly(0, 0, 1, 1);
    assertThat(pairs.first()).containsExactly(0, 2, 3, 4);
    assertThat(pairs.second()).containsExactly(1, 3, 4, 5);
    assertThat(pairs.faces().stream().map(Example::picture))
        .startsWith(
            new PictureFile(folder.resolve("lfw/Ann/Ann_0001.jpg")),
            new PictureFile(folder.resolve("lfw/Ann/Ann_0003.jpg")))
        .contains(new PictureFile(folder.resolve("lfw/Bob/Bob_0002.png")))
        .hasSize(6);
    assertThat(pairs.faces().stream().map(Example::identity)).containsExactly(0, 0, 0, 1, 1, 2);
  }

  @Test
  void readsOneFoldUnderAHeaderOfOneNumber() throws IOException {
    VerificationPairs pairs = read("2\r\nAnn 1 2\r\nAnn 1 3\r\nAnn 1 Bob 1\r\nAnn 1 Bob 2\r\n");
    assertThat(pairs.folds()).containsExactly(0, 0, 0, 0);
    assertThat(pairs.same()).containsExactly(true, true, false, false);
  }

  @Test
  void readsThePersonsFoldersThemselves() throws IOException {
    Path list = Files.writeString(folder.resolve("pairs.txt"), TWO_FOLDS);
    assertThat(LfwPairs.read(list, folder.resolve("lfw")).size()).isEqualTo(4);
  }

  @Test
  void refusesAHeaderThatDisagrees() throws IOException {
    refuses(TWO_FOLDS.replace("2\t1\n", "2\t2\n"), "line 1", "'2 2' must give", "found 4");
    refuses(TWO_FOLDS.replace("2\t1\n", ""), "line 1", "'Ann 1 3' must give");
    refuses(TWO_FOLDS.replace("2\t1\n", "2\tx\n"), "gives 'x' for the number of pairs");
    refuses(TWO_FOLDS.replace("2\t1\n", "0\t1\n"), "gives '0' for the number of folds");
    refuses(TWO_FOLDS.replace("2\t1\n", "2000000000\t2000000000\n"), "line 1", "found 4");
    refuses("\n", "pairs.txt is empty");
  }

  @Test
  void refusesBrokenRows() throws IOException {
    refuses(
        TWO_FOLDS.replace("Bob\t1\t2\n", "Bob\t1\n"),
        "line 4: the row 'Bob 1' must be a person and two numbers of pictures, found 2 columns;");
    refuses(
        TWO_FOLDS.replace("Ann\t2\tBob\t1\n", "Ann\t2\t3\n"),
        "line 3: the row 'Ann 2 3' must be two persons with a number of a picture each, found 3");
    refuses(TWO_FOLDS.replace("Ann\t1\t3", "Ann\t1\tone"), "line 2", "gives 'one' for the number");
    refuses(TWO_FOLDS.replace("Ann\t1\t3", "Ann\t1\t1"), "'Ann 1 1' must name two pictures");
    refuses(TWO_FOLDS.replace("Bob\t1\nBob", "Ann\t3\nBob"), "must name two persons");
  }

  @Test
  void saysWhichPictureIsMissing() throws IOException {
    refuses(
        TWO_FOLDS.replace("Ann\t1\t3", "Ann\t1\t4"),
        "line 2: the row names the picture "
            + folder.resolve("lfw/Ann/Ann_0004.jpg")
            + ", which does not exist");
    refuses(TWO_FOLDS.replace("Ann\t1\t3", "Eve\t1\t3"), "holds the person's folder Eve");
  }

  private VerificationPairs read(String list) throws IOException {
    Path file = Files.writeString(folder.resolve("pairs.txt"), list);
    return VerificationPairs.read(file, folder);
  }

  private void refuses(String list, String... parts) {
    assertThatThrownBy(() -> read(list))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(parts);
  }
}
