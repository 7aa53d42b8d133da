package dev.facet.trainer.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.facet.trainer.data.AttributeDataset;
import dev.facet.trainer.data.CelebaAttribute;
import dev.facet.trainer.data.CelebaLayout;
import dev.facet.trainer.data.DataException;
import dev.facet.trainer.data.Example;
import dev.facet.trainer.data.Partition;
import dev.facet.trainer.data.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawnFacesTest {
  @TempDir Path directory;

  @Test
  void writesWhatTheLayoutReads() {
    Path folder = directory.resolve("faces");

    DrawnFaces.write(folder, 80, 44, 54, 1);

    AttributeDataset dataset = CelebaLayout.read(folder);
    assertThat(dataset.attributes()).isEqualTo(CelebaAttribute.labels()).hasSize(40);
    assertThat(dataset.size(Partition.TRAIN)).isEqualTo(56);
    assertThat(dataset.size(Partition.VALIDATION)).isEqualTo(8);
    assertThat(dataset.size(Partition.TEST)).isEqualTo(16);
    RgbImage image = dataset.examples(Partition.TEST).getFirst().picture().decode();
    assertThat(image.width()).isEqualTo(44);
    assertThat(image.height()).isEqualTo(54);
  }

  @Test
  void showsEachPersonSeveralTimesAndInOnePartitionOnly() {
    DrawnFaces.write(directory, 80, 16, 16, 2);

    Map<Partition, Set<Integer>> people = new EnumMap<>(Partition.class);
    AttributeDataset dataset = CelebaLayout.read(directory);
    List<Integer> all = new ArrayList<>();
    for (Partition partition : Partition.values()) {
      people.put(
          partition,
          dataset.examples(partition).stream().map(Example::identity).collect(Collectors.toSet()));
      all.addAll(people.get(partition));
    }
    assertThat(all).doesNotHaveDuplicates().hasSize(20);
  }

  @Test
  void fillsEveryPartitionFromThreeFacesOn() {
    DrawnFaces.write(directory, 3, 16, 16, 3);

    AttributeDataset dataset = CelebaLayout.read(directory);
    for (Partition partition : Partition.values()) {
      assertThat(dataset.size(partition)).isEqualTo(1);
    }
  }

  @Test
  void writesTheSameBytesForASeed() throws IOException {
    Path first = directory.resolve("first");
    Path second = directory.resolve("second");
    Path other = directory.resolve("other");
    DrawnFaces.write(first, 12, 32, 40, 4);
    DrawnFaces.write(second, 12, 32, 40, 4);
    DrawnFaces.write(other, 12, 32, 40, 5);

    String image = CelebaLayout.IMAGES + "/000007.jpg";
    for (String name : List.of(CelebaLayout.ATTRIBUTES, CelebaLayout.IDENTITIES, image)) {
      assertThat(second.resolve(name)).hasSameBinaryContentAs(first.resolve(name));
    }
    assertThat(Files.readAllBytes(other.resolve(image)))
        .isNotEqualTo(Files.readAllBytes(first.resolve(image)));
  }

  @Test
  void writesTheSameFilesInEveryLocale() {
    Path first = directory.resolve("first");
    Path second = directory.resolve("second");
    DrawnFaces.write(first, 3, 16, 16, 4);
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      DrawnFaces.write(second, 3, 16, 16, 4);
    } finally {
      Locale.setDefault(before);
    }
    assertThat(CelebaLayout.read(second).digest()).isEqualTo(CelebaLayout.read(first).digest());
  }

  @Test
  void reportsEachFace() {
    List<Integer> progress = new ArrayList<>();

    DrawnFaces.write(directory, 4, 16, 16, 6, progress::add);

    assertThat(progress).containsExactly(1, 2, 3, 4);
  }

  @Test
  void refusesAFolderThatHoldsSomething() throws IOException {
    Files.writeString(directory.resolve("mine.txt"), "dear");

    assertThatThrownBy(() -> DrawnFaces.write(directory, 3, 16, 16, 1))
        .isInstanceOf(DataException.class)
        .hasMessage("The folder %s is not empty: name a new one for the drawn faces.", directory);
    assertThat(directory.resolve("mine.txt")).hasContent("dear");
  }

  @Test
  void refusesCountsAndSizesOutOfRange() {
    assertThatThrownBy(() -> DrawnFaces.write(directory, 2, 16, 16, 1))
        .isInstanceOf(DataException.class)
        .hasMessage("At least 3 faces are drawn, one for each partition, found 2.");
    assertThatThrownBy(() -> DrawnFaces.write(directory, 3, 16, 2000, 1))
        .isInstanceOf(DataException.class)
        .hasMessage("Faces are drawn at 16 to 1024 pixels a side, found 16x2000.");
  }
}
