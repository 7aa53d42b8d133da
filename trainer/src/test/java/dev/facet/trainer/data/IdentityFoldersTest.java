package dev.facet.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityFoldersTest {
  @TempDir private Path directory;

  @Test
  void readsAPersonPerFolderInTheOrderOfTheNames() throws IOException {
    lay("b/2.jpg", "b/1.JPEG", "a/x.png", "c/y.jpg");
    lay("b/notes.txt", "empty/readme", "top.jpg", ".cache/z.jpg", "a/.hidden.jpg", "a/deep/w.jpg");

    Map<String, Integer> persons = persons();

    assertThat(persons).hasSize(4);
    assertThat(persons.get("a/x.png")).isZero();
    assertThat(persons.get("b/1.JPEG")).isEqualTo(1);
    assertThat(persons.get("b/2.jpg")).isEqualTo(1);
    assertThat(persons.get("c/y.jpg")).isEqualTo(2);
    assertThat(IdentityFolders.read(directory).attributes()).isEmpty();
  }

  @Test
  void splitsPersonsEightToOneToOneByTheirNamesAlone() throws IOException {
    for (int person = 0; person < 300; person++) {
      lay("person-" + person + "/1.jpg", "person-" + person + "/2.jpg");
    }
    AttributeDataset before = IdentityFolders.read(directory);
    // three standard deviations of a binomial of 300 are 21 at 0.8 and 16 at 0.1
    assertThat(before.size(Partition.TRAIN) / 2).isBetween(219, 261);
    assertThat(before.size(Partition.VALIDATION) / 2).isBetween(14, 46);
    assertThat(before.size(Partition.TEST) / 2).isBetween(14, 46);

    lay("a new one/1.jpg");
    AttributeDataset after = IdentityFolders.read(directory);

    for (Partition partition : Partition.values()) {
      assertThat(after.examples(partition).stream().map(Example::picture))
          .containsAll(before.examples(partition).stream().map(Example::picture).toList());
    }
  }

  @Test
  void digestFollowsNamesAndSizes(@TempDir Path elsewhere) throws IOException {
    lay("a/1.jpg", "b/1.jpg");
    String digest = IdentityFolders.read(directory).digest();
    Files.createDirectories(elsewhere.resolve("a"));
    Files.createDirectories(elsewhere.resolve("b"));
    Files.writeString(elsewhere.resolve("a/1.jpg"), "x");
    Files.writeString(elsewhere.resolve("b/1.jpg"), "x");
    assertThat(IdentityFolders.read(elsewhere).digest()).isEqualTo(digest);
    Files.writeString(elsewhere.resolve("b/1.jpg"), "xx");
    assertThat(IdentityFolders.read(elsewhere).digest()).isNotEqualTo(digest);
  }

  @Test
  void saysThatNoFolderHoldsPictures() throws IOException {
    lay("a/readme", "1.jpg");
    assertThat(IdentityFolders.looksLike(directory)).isFalse();
    assertThatThrownBy(() -> IdentityFolders.read(directory))
        .isInstanceOf(DataException.class)
        .hasMessage(
            directory + " holds no folder with pictures: give the folder that holds NAME/*.jpg.");
    lay("a/1.png");
    assertThat(IdentityFolders.looksLike(directory)).isTrue();
  }

  private Map<String, Integer> persons() {
    AttributeDataset dataset = IdentityFolders.read(directory);
    Map<String, Integer> persons = new HashMap<>();
    for (Partition partition : Partition.values()) {
      if (dataset.size(partition) > 0) {
        for (Example example : dataset.examples(partition)) {
          Path image = directory.relativize(Path.of(example.picture().name()));
          persons.put(image.toString().replace('\\', '/'), example.identity());
        }
      }
    }
    return persons;
  }

  private void lay(String... files) throws IOException {
    for (String file : files) {
      Path path = directory.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, "x");
    }
  }
}
