package dev.facet.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutsTest {
  @TempDir private Path directory;

  @Test
  void readsCeleba() {
    String digest = CelebaFolder.in(directory).read().digest();
    assertThat(Layouts.read(directory).digest()).isEqualTo(digest);
  }

  @Test
  void readsLfwa() {
    String digest = LfwaFolder.in(directory).read().digest();
    assertThat(Layouts.read(directory).digest()).isEqualTo(digest);
  }

  @Test
  void readsAFolderPerPerson() throws IOException {
    Files.createDirectories(directory.resolve("Ann"));
    Files.writeString(directory.resolve("Ann/1.jpg"), "x");
    assertThat(Layouts.read(directory).attributes()).isEmpty();
  }

  @Test
  void leavesItToTheLayoutToSayWhatItLacks() {
    CelebaFolder.in(directory).delete("list_eval_partition.txt");
    assertThatThrownBy(() -> Layouts.read(directory))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("The CelebA layout needs the file list_eval_partition.txt");
  }

  @Test
  void saysWhatEachLayoutNeeds() {
    assertThatThrownBy(() -> Layouts.read(directory))
        .isInstanceOf(DataException.class)
        .hasMessage(
            directory
                + " has no layout that Facet reads: CelebA's needs list_attr_celeba.txt,"
                + " list_eval_partition.txt and img_align_celeba/; LFWA's needs lfw_att_40.mat and"
                + " the pictures' folders; a folder per person needs NAME/*.jpg.");
    Path nowhere = directory.resolve("nowhere");
    assertThatThrownBy(() -> Layouts.read(nowhere))
        .isInstanceOf(DataException.class)
        .hasMessage(nowhere + " is not a folder: give the folder that holds the faces.");
  }
}
