package dev.facet.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LfwaLayoutTest {
  @TempDir private Path directory;
  private LfwaFolder folder;

  @BeforeEach
  void layOut() {
    folder = LfwaFolder.in(directory);
  }

  @Test
  void spellsAndOrdersAttributesAsCelebaDoes() {
    AttributeDataset dataset = folder.read();

    assertThat(dataset.attributes()).containsExactly("5_o_Clock_Shadow", "Male", "Young");
    List<Example> train = dataset.examples(Partition.TRAIN);
    assertThat(train.get(0).labels()).containsExactly(false, false, true);
    assertThat(train.get(1).labels()).containsExactly(true, false, false);
    assertThat(train.get(2).labels()).containsExactly(false, false, false);
  }

  @Test
  void halvesThePersonsByNameAndValidatesOnTheLastOfTheFirstHalf() {
    AttributeDataset dataset = folder.read();

    assertThat(files(dataset, Partition.TRAIN))
        .containsExactly("A_0001.jpg", "A_0002.jpg", "B_0001.jpg", "C_0001.jpg", "D_0001.jpg");
    assertThat(files(dataset, Partition.VALIDATION)).containsExactly("E_0001.jpg", "E_0002.jpg");
    assertThat(files(dataset, Partition.TEST))
        .containsExactly(
            "F_0001.jpg", "G_0001.jpg", "H_0001.jpg", "I_0001.jpg", "I_0002.jpg", "J_0001.jpg");
  }

  @Test
  void takesTheOfficialSplitWhereItIsThere() {
    folder.indices(new double[] {13, 12, 11, 3}, new double[] {1, 2});
    AttributeDataset dataset = folder.read();

    assertThat(files(dataset, Partition.TRAIN))
        .containsExactly("B_0001.jpg", "I_0001.jpg", "I_0002.jpg");
    assertThat(files(dataset, Partition.VALIDATION)).containsExactly("J_0001.jpg");
    assertThat(files(dataset, Partition.TEST)).containsExactly("A_0001.jpg", "A_0002.jpg");
  }

  @Test
  void knowsPersonsByTheirFolders() {
    AttributeDataset dataset = folder.read();

    assertThat(dataset.examples(Partition.TRAIN))
        .extracting(Example::identity)
        .containsExactly(0, 0, 1, 2, 3);
    assertThat(dataset.examples(Partition.TEST).getLast().identity()).isEqualTo(9);
  }

  @Test
  void digestFollowsLabelsSplitAndPicturesAndNothingElse(@TempDir Path elsewhere)
      throws IOException {
    String digest = folder.read().digest();

    assertThat(LfwaFolder.in(elsewhere).label(2, 2, 0).read().digest()).isEqualTo(digest);
    assertThat(LfwaFolder.in(elsewhere).label(3, 2, 1).read().digest()).isNotEqualTo(digest);
    LfwaFolder split = LfwaFolder.in(elsewhere);
    split.indices(new double[] {1, 2, 3, 4, 5, 6, 7}, new double[] {8, 9, 10, 11, 12, 13});
    assertThat(split.read().digest()).isEqualTo(digest);
    split.indices(new double[] {1, 2, 3, 4, 5, 6}, new double[] {8, 9, 10, 11, 12, 13});
    assertThat(split.read().digest()).isNotEqualTo(digest);
    Files.writeString(directory.resolve("lfw/A/A_0001.jpg"), "longer");
    assertThat(folder.read().digest()).isNotEqualTo(digest);
  }

  @Test
  void findsThePicturesInAFolderOfAnotherName() throws IOException {
    Files.move(directory.resolve("lfw"), directory.resolve("lfw-deepfunneled"));
    Example first = folder.read().examples(Partition.TRAIN).getFirst();
    assertThat(first.picture())
        .isEqualTo(new PictureFile(directory.resolve("lfw-deepfunneled/A/A_0001.jpg")));

    folder.picture("funneled/A/A_0001.jpg");
    refuses("holds LFW's pictures more than once, in [funneled, lfw-deepfunneled]");
  }

  @Test
  void saysThatThePicturesAreMissing() throws IOException {
    Files.delete(directory.resolve("lfw/B/B_0001.jpg"));
    refuses("1 of the 13 images that lfw_att_40.mat lists are not in", "of them B/B_0001.jpg");

    Files.move(directory.resolve("lfw/A"), directory.resolve("lfw/Z"));
    refuses("Neither " + directory + " nor a folder in it holds the person's folder A");
  }

  @Test
  void refusesALabelOtherThanOneZeroAndMinusOne() {
    folder.label(3, 1, 2);
    refuses(
        LfwaLayout.ATTRIBUTES + ", variable 'label'",
        "C/C_0001.jpg labels '5 o'Clock Shadow ' with 2.0, but a label is 1, 0 or -1");
    folder.label(3, 1, Double.NaN);
    refuses("with NaN");
  }

  @Test
  void refusesLabelsOfAnotherShape() {
    folder.labels(new double[13][2]);
    refuses("a column for each of the 3 attributes in 'AttrName', found 13x2");
    folder.labels(new double[12][3]);
    refuses("a row for each of the 13 images in 'name'", "found 12x3");
  }

  @Test
  void refusesAttributesThatCelebaDoesNotHave() {
    folder.attributes(List.of("Young", "Freckles", "Male"));
    refuses("variable 'AttrName': 'Freckles' is none of CelebA's attributes");
    folder.attributes(List.of("Young", "Male", "male"));
    refuses("'male' is named twice");
  }

  @Test
  void refusesNamesThatAreNotPersonAndFile() {
    List<String> names = new ArrayList<>(LfwaFolder.NAMES);
    names.set(4, "D_0001.jpg");
    refuses(folder.names(names), "an image must be named PERSON/FILE, found 'D_0001.jpg'");
    names.set(4, "..\\secret\\D_0001.jpg");
    refuses(folder.names(names), "found '../secret/D_0001.jpg'");
    names.set(4, "A\\A_0001.jpg");
    refuses(folder.names(names), "A/A_0001.jpg is named a second time");
  }

  @Test
  void refusesIndicesOfNoImage() {
    for (double wrong : new double[] {0, 14, 1.5, Double.NaN}) {
      folder.indices(new double[] {1, wrong}, new double[] {2});
      refuses(
          "variable 'indices_img_train': an index must be a whole number in 1..13, found " + wrong);
    }
    folder.indices(new double[] {1, 3}, new double[] {2, 3});
    refuses("variable 'indices_img_test': image 3 is named a second time");
  }

  private void refuses(String... parts) {
    refuses(folder, parts);
  }

  private static void refuses(LfwaFolder spoilt, String... parts) {
    assertThatThrownBy(spoilt::read)
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(parts);
  }

  private static List<String> files(AttributeDataset dataset, Partition partition) {
    return dataset.examples(partition).stream()
        .map(example -> Path.of(example.picture().name()).getFileName().toString())
        .toList();
  }
}
