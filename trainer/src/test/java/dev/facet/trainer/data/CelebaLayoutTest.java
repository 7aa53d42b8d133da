package dev.facet.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CelebaLayoutTest {
  private static final String ATTRIBUTES = "list_attr_celeba.txt";
  private static final String PARTITIONS = "list_eval_partition.txt";
  private static final String IDENTITIES = "identity_CelebA.txt";

  @TempDir Path directory;
  CelebaFolder folder;

  @BeforeEach
  void layOut() {
    folder = CelebaFolder.in(directory);
  }

  @Test
  void readsNamesLabelsIdentitiesAndPartitions() {
    AttributeDataset dataset = folder.read();

    assertThat(dataset.attributes()).containsExactly("Smiling", "Eyeglasses");
    assertThat(dataset.root()).isEqualTo(directory);
    Example a = dataset.examples(Partition.TRAIN).getFirst();
    assertThat(a.picture()).isEqualTo(new PictureFile(directory.resolve("img_align_celeba/a.jpg")));
    assertThat(a.identity()).isEqualTo(7);
    assertThat(a.labels()).containsExactly(true, false);
    Example b = dataset.examples(Partition.VALIDATION).getFirst();
    assertThat(b.identity()).isEqualTo(8);
    assertThat(b.shows(0)).isFalse();
    assertThat(b.shows(1)).isTrue();
    Example c = dataset.examples(Partition.TEST).getFirst();
    assertThat(c.identity()).isEqualTo(Example.UNKNOWN_IDENTITY);
  }

  @Test
  void readsTheSameFromCrlfAndManyBlanks() {
    String digest = folder.read().digest();

    folder
        .write(ATTRIBUTES, "3\r\nSmiling  Eyeglasses \r\na.jpg  1 -1\r\nb.png -1\t1\r\nc.jpg  1  1")
        .write(PARTITIONS, "\r\na.jpg 0\r\nb.png 1\r\n\r\nc.jpg 2\r\n");

    assertThat(folder.read().examples(Partition.TEST).getFirst().labels())
        .containsExactly(true, true);
    assertThat(folder.read().digest()).isEqualTo(digest);
  }

  @Test
  void digestIsTheSameInAnotherFolder(@TempDir Path elsewhere) {
    assertThat(CelebaFolder.in(elsewhere).read().digest())
        .isEqualTo(folder.read().digest())
        .matches("[0-9a-f]{64}");
  }

  @Test
  void digestFollowsLabelsPartitionsIdentitiesAndImageSizes() {
    String digest = folder.read().digest();

    assertThat(folder.write("img_align_celeba/b.png", "xx").read().digest()).isNotEqualTo(digest);
    CelebaFolder.in(directory).write(PARTITIONS, "a.jpg 0\nb.png 1\nc.jpg 1\n");
    assertThat(folder.read().digest()).isNotEqualTo(digest);
    CelebaFolder.in(directory).write(IDENTITIES, "a.jpg 7\nb.png 9\n");
    assertThat(folder.read().digest()).isNotEqualTo(digest);
    CelebaFolder.in(directory)
        .write(ATTRIBUTES, "3\nSmiling Eyeglasses\na.jpg 1 -1\nb.png -1 1\nc.jpg 1 -1\n");
    assertThat(folder.read().digest()).isNotEqualTo(digest);
    CelebaFolder.in(directory);
    assertThat(folder.read().digest()).isEqualTo(digest);
  }

  @Test
  void doesWithoutIdentities() {
    AttributeDataset dataset = folder.delete(IDENTITIES).read();

    assertThat(dataset.examples(Partition.TRAIN).getFirst().identity())
        .isEqualTo(Example.UNKNOWN_IDENTITY);
  }

  @Test
  void leavesOutIdentitiesOfImagesThatAreNotListed() {
    folder.write(IDENTITIES, "zz.jpg 1\na.jpg 7\n");

    assertThat(folder.read().examples(Partition.TRAIN).getFirst().identity()).isEqualTo(7);
  }

  @Test
  void tellsTheLayoutFromOtherFolders() {
    assertThat(CelebaLayout.looksLike(directory)).isTrue();
    folder.delete(PARTITIONS);
    assertThat(CelebaLayout.looksLike(directory)).isFalse();
  }

  @Test
  void saysThatTheFolderIsMissing() {
    Path missing = directory.resolve("nowhere");

    assertThatThrownBy(() -> CelebaLayout.read(missing))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(missing + " is not a folder");
  }

  @Test
  void saysWhichFileIsMissing() {
    folder.delete(PARTITIONS);
    refuses("needs the file list_eval_partition.txt in " + directory);
  }

  @Test
  void saysWhichImageIsMissing() {
    folder.delete("img_align_celeba/b.png").delete("img_align_celeba/c.jpg");
    refuses("2 of the 3 images", "the first of them b.png");
  }

  @Test
  void refusesARowWithTooFewLabels() {
    folder.write(ATTRIBUTES, "3\nSmiling Eyeglasses\na.jpg 1 -1\nb.png -1\nc.jpg 1 1\n");
    refuses(ATTRIBUTES + ", line 4", "b.png has 1 labels, but the file names 2 attributes");
  }

  @Test
  void refusesALabelOtherThanOneAndMinusOne() {
    folder.write(ATTRIBUTES, "3\nSmiling Eyeglasses\na.jpg 1 0\nb.png -1 1\nc.jpg 1 1\n");
    refuses(ATTRIBUTES + ", line 3", "a.jpg labels Eyeglasses with '0', but a label is 1 or -1");
  }

  @Test
  void refusesACountThatDisagrees() {
    folder.write(ATTRIBUTES, "4\nSmiling Eyeglasses\na.jpg 1 1\nb.png -1 1\nc.jpg 1 1\n");
    refuses(ATTRIBUTES + ", line 1", "the number of its images, 3, found '4'");
  }

  @Test
  void refusesAFileWithoutTheCountLine() {
    folder.write(ATTRIBUTES, "Smiling Eyeglasses\na.jpg 1 1\nb.png -1 1\nc.jpg 1 1\n");
    refuses("line 1", "found 'Smiling Eyeglasses'");
  }

  @Test
  void refusesAnEmptyAttributeFile() {
    folder.write(ATTRIBUTES, "\n");
    refuses("must begin with a line for the number of images", "found 0 lines");
  }

  @Test
  void refusesAnAttributeNamedTwice() {
    folder.write(ATTRIBUTES, "3\nSmiling Smiling\na.jpg 1 1\nb.png -1 1\nc.jpg 1 1\n");
    refuses("line 2", "the attribute Smiling is named twice");
  }

  @Test
  void refusesDuplicateRows() {
    folder.write(ATTRIBUTES, "3\nSmiling Eyeglasses\na.jpg 1 1\nb.png -1 1\na.jpg 1 1\n");
    refuses(ATTRIBUTES + ", line 5", "names a.jpg a second time");

    CelebaFolder.in(directory).write(PARTITIONS, "a.jpg 0\na.jpg 0\nb.png 1\nc.jpg 2\n");
    refuses(PARTITIONS + ", line 2", "names a.jpg a second time");
  }

  @Test
  void refusesAnUnknownPartition() {
    folder.write(PARTITIONS, "a.jpg 0\nb.png 3\nc.jpg 2\n");
    refuses(PARTITIONS + ", line 2", "gives b.png the partition '3'", "0 (train)");

    folder.write(PARTITIONS, "a.jpg 0\nb.png train\nc.jpg 2\n");
    refuses("gives b.png the partition 'train'");
  }

  @Test
  void refusesAPartitionRowOfThreeColumns() {
    folder.write(PARTITIONS, "a.jpg 0\nb.png 1 2\nc.jpg 2\n");
    refuses(PARTITIONS + ", line 2", "must hold a file name and a partition number, found 3");
  }

  @Test
  void refusesANegativeIdentity() {
    folder.write(IDENTITIES, "a.jpg -4\n");
    refuses(IDENTITIES + ", line 1", "gives a.jpg the identity '-4'");
  }

  @Test
  void refusesARowThatIsInOneFileOnly() {
    folder.write(PARTITIONS, "a.jpg 0\nb.png 1\n");
    refuses("labels c.jpg, but list_eval_partition.txt gives it no partition");

    folder.write(PARTITIONS, "a.jpg 0\nb.png 1\nc.jpg 2\nd.jpg 2\n");
    refuses("names d.jpg, but list_attr_celeba.txt has no labels for it");
  }

  @Test
  void refusesToHandOutAnEmptyPartition() {
    folder.write(PARTITIONS, "a.jpg 0\nb.png 0\nc.jpg 2\n");
    AttributeDataset dataset = folder.read();

    assertThat(dataset.size(Partition.VALIDATION)).isZero();
    assertThatThrownBy(() -> dataset.examples(Partition.VALIDATION))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no images in the partition validation: it has 2 for train, 0 for")
        .hasMessageContaining("1 for test");
  }

  @Test
  void readsTheNineThousandCelebaFacesWhereTheyArePresent() {
    Path celeba = Path.of("../../shared/data/celeba-9k");
    assumeTrue(CelebaLayout.looksLike(celeba), "celeba-9k is not present");

    AttributeDataset dataset = CelebaLayout.read(celeba);

    assertThat(dataset.attributes()).hasSize(40).startsWith("5_o_Clock_Shadow").endsWith("Young");
    assertThat(dataset.size(Partition.TRAIN)).isEqualTo(6999);
    assertThat(dataset.size(Partition.VALIDATION)).isEqualTo(1001);
    assertThat(dataset.size(Partition.TEST)).isEqualTo(1000);
  }

  private void refuses(String... parts) {
    assertThatThrownBy(folder::read)
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll(parts);
  }
}
