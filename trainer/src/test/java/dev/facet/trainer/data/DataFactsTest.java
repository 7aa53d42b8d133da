package dev.facet.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.trainer.draw.DrawnFaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFactsTest {
  @TempDir private Path folder;

  @Test
  void countsWhatTheListsSay() {
    Example first = new Example(folder.resolve("1.jpg"), 7, new boolean[] {true, false});
    Example second = new Example(folder.resolve("2.jpg"), 7, new boolean[] {true, true});
    Example third = new Example(folder.resolve("3.jpg"), 8, new boolean[] {false, false});
    Example nobody =
        new Example(folder.resolve("4.jpg"), Example.UNKNOWN_IDENTITY, new boolean[] {false, true});

    DataFacts.Part train =
        DataFacts.Part.of(List.of(first, third), List.of(second, nobody), List.of("Male", "Young"));
    DataFacts.Part test =
        DataFacts.Part.of(List.of(second, nobody), List.of(first, third), List.of("Male", "Young"));

    assertThat(train.faces()).isEqualTo(2);
    assertThat(train.persons()).isEqualTo(2);
    assertThat(train.elsewhere()).isEqualTo(1);
    assertThat(train.present()).containsEntry("Male", 1).containsEntry("Young", 0);
    assertThat(test.persons()).isEqualTo(1);
    assertThat(test.present()).containsEntry("Young", 2);
  }

  @Test
  void aPixelThatChangesChangesTheDigestOfThePictures() throws IOException {
    DrawnFaces.write(folder, 12, 32, 40, 3);
    PictureCheck before = PictureCheck.of(Layouts.read(folder));
    assertThat(before).isEqualTo(PictureCheck.of(Layouts.read(folder)));
    assertThat(before.broken()).isEmpty();

    Path picture;
    try (var pictures = Files.list(folder.resolve("img_align_celeba"))) {
      picture = pictures.sorted().findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(picture);
    bytes[bytes.length / 2] ^= 1;
    Files.write(picture, bytes);
    PictureCheck changed = PictureCheck.of(Layouts.read(folder));
    assertThat(changed.sha256()).isNotEqualTo(before.sha256());

    Files.writeString(picture, "no picture");
    assertThat(PictureCheck.of(Layouts.read(folder)).broken())
        .singleElement()
        .asString()
        .contains(picture.getFileName().toString());
  }
}
