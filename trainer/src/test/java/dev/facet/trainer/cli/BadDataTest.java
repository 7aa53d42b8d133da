package dev.facet.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.trainer.data.CelebaLayout;
import dev.facet.trainer.data.LfwaLayout;
import dev.facet.trainer.data.pickle.PickleBytes;
import dev.facet.trainer.draw.DrawnFaces;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wrong data is answered with one sentence that says where and what to do, by every command. */
class BadDataTest {
  @TempDir private Path folder;
  private Path faces;

  private final StringWriter output = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @BeforeEach
  void drawFaces() throws IOException {
    faces = folder.resolve("faces");
    DrawnFaces.write(faces, 20, 45, 55, 1);
  }

  @Test
  void aMissingImage() throws IOException {
    Files.delete(faces.resolve(CelebaLayout.IMAGES).resolve("000007.jpg"));
    fitSays("1 of the 20 images that list_attr_celeba.txt lists", "000007.jpg: add them or remove");
  }

  @Test
  void anImageThatIsNone() throws IOException {
    Path image = faces.resolve(CelebaLayout.IMAGES).resolve("000007.jpg");
    Files.writeString(image, "not a picture");
    assertThat(run("inspect", "--data", faces.toString())).isZero();
    assertThat(run("inspect", "--data", faces.toString(), "--pictures")).isEqualTo(1);
    assertThat(errors.toString())
        .contains(image + " is neither JPEG nor PNG, it begins with the bytes 6e 6f 74 20")
        .contains("1 pictures cannot be decoded")
        .hasLineCount(2);
  }

  @Test
  void aRowWithThirtyNineLabels() throws IOException {
    rewrite(CelebaLayout.ATTRIBUTES, 4, line -> line.substring(0, line.lastIndexOf(' ')));
    fitSays("list_attr_celeba.txt, line 5: the row of 000003.jpg has 39 labels", "40 attributes");
  }

  @Test
  void aLabelOtherThanOneAndMinusOne() throws IOException {
    rewrite(CelebaLayout.ATTRIBUTES, 4, line -> line.substring(0, line.lastIndexOf(' ')) + " 7");
    fitSays("line 5", "labels Young with '7', but a label is 1 or -1");
  }

  @Test
  void anUnknownPartition() throws IOException {
    rewrite(CelebaLayout.PARTITIONS, 1, line -> line.substring(0, line.lastIndexOf(' ')) + " 3");
    fitSays("list_eval_partition.txt, line 2", "the partition '3', but it must be 0 (train)");
    assertThat(run("compare", "--partition", "exam", "x")).isEqualTo(1);
    assertThat(errors.toString()).contains("There is no partition 'exam': use one of train,");
  }

  @Test
  void aFolderOfNoLayout() throws IOException {
    faces = Files.createDirectories(folder.resolve("empty"));
    fitSays("has no layout that Facet reads: CelebA's needs", "LFWA's needs lfw_att_40.mat");
  }

  @Test
  void facesWithoutAttributesForANetworkThatLearnsThem() throws IOException {
    faces = folder.resolve("persons");
    for (int person = 0; person < 40; person++) {
      Path home = Files.createDirectories(faces.resolve("person" + person));
      Files.copy(
          folder.resolve("faces").resolve(CelebaLayout.IMAGES).resolve("000001.jpg"),
          home.resolve("1.jpg"));
    }
    fitSays("attributes");
  }

  @Test
  void aMatlabFileThatIsNone() throws IOException {
    faces = Files.createDirectories(folder.resolve("lfwa"));
    Files.writeString(faces.resolve(LfwaLayout.ATTRIBUTES), "<html>404</html>");
    fitSays("lfw_att_40.mat is not a MATLAB file", "found '<html>404</html>'; download it again.");
  }

  @Test
  void aPickleWithAForbiddenOpcode() throws IOException {
    byte[] call = "cposix\nsystem\n".getBytes(StandardCharsets.ISO_8859_1);
    Path set = folder.resolve("set.bin");
    Files.write(set, new PickleBytes().add(0x80, 2).add(call).add('U', 2, 'l', 's', 'R').bytes());
    pairsSay(set, set + ", byte 2: the pickle's opcode GLOBAL imports or calls Python code");
  }

  @Test
  void pairsWithABrokenRow() throws IOException {
    Path list = Files.writeString(folder.resolve("pairs.txt"), "1 1\nAnn 1\nAnn 1 Bob 1\n");
    pairsSay(list, "pairs.txt, line 2: the row 'Ann 1' must be a person and two numbers");
  }

  @Test
  void nothingToInspect() {
    assertThat(run("inspect")).isEqualTo(2);
    assertThat(errors.toString()).contains("Missing required option: '--data' or '--pairs'");
  }

  @Test
  void goodDataIsDescribed() throws IOException {
    Path set = folder.resolve("set.bin");
    byte[] picture = Files.readAllBytes(faces.resolve(CelebaLayout.IMAGES).resolve("000001.jpg"));
    byte[][] pictures = {picture, picture};
    Files.write(set, PickleBytes.set(4, pictures, new boolean[] {true}));
    assertThat(run("inspect", "--data", faces.toString(), "--pairs", set.toString(), "--pictures"))
        .as(errors.toString())
        .isZero();
    assertThat(output.toString())
        .contains("40 attributes, digest ")
        .containsPattern("train +1\\d +\\d")
        .contains("set.bin: 1 pairs (1 same, 0 different) of 2 faces");
  }

  private void fitSays(String... parts) {
    int status =
        run(
            "fit",
            "--recipe",
            "pse-tiny",
            "--data",
            faces.toString(),
            "--out",
            folder.resolve("run").toString());
    assertThat(status).isEqualTo(1);
    assertThat(errors.toString()).startsWith("facet-trainer: ").contains(parts).hasLineCount(1);
  }

  private void pairsSay(Path set, String part) {
    assertThat(run("inspect", "--pairs", set.toString())).isEqualTo(1);
    assertThat(errors.toString()).startsWith("facet-trainer: ").contains(part).hasLineCount(1);
  }

  private int run(String... arguments) {
    return Main.run(new PrintWriter(output, true), new PrintWriter(errors, true), arguments);
  }

  private void rewrite(String name, int line, UnaryOperator<String> change) throws IOException {
    Path file = faces.resolve(name);
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.set(line, change.apply(lines.get(line)));
    Files.write(file, lines);
  }
}
