package dev.facet.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.trainer.draw.DrawnFaces;
import dev.facet.trainer.evaluate.JsonFile;
import dev.facet.trainer.evaluate.Metrics;
import dev.facet.trainer.evaluate.MetricsFile;
import dev.facet.trainer.evaluate.cross.CrossMetrics;
import dev.facet.trainer.evaluate.cross.CrossMetrics.Cell;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One short run, judged on data with other labels than it learnt. */
class CrossCommandTest {
  @TempDir private Path folder;

  private final StringWriter output = new StringWriter();
  private final StringWriter errors = new StringWriter();

  private int run(String... arguments) {
    return Main.run(new PrintWriter(output, true), new PrintWriter(errors, true), arguments);
  }

  /** The same faces with some of the labels, chosen and ordered by column. */
  private void relabel(Path from, Path to, UnaryOperator<List<Integer>> columns)
      throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.sorted().toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
    Path list = to.resolve("list_attr_celeba.txt");
    List<String> lines = Files.readAllLines(list);
    List<Integer> chosen = columns.apply(IntStream.range(0, 40).boxed().toList());
    for (int i = 1; i < lines.size(); i++) {
      String[] words = lines.get(i).strip().split("\\s+");
      int first = words.length - 40;
      lines.set(
          i,
          Stream.concat(Arrays.stream(words, 0, first), chosen.stream().map(c -> words[first + c]))
              .collect(Collectors.joining(" ")));
    }
    Files.write(list, lines);
  }

  @Test
  void judgesOnTheAttributesThatBothHaveWhateverTheirOrder() throws IOException {
    Path faces = folder.resolve("faces");
    Path turned = folder.resolve("turned");
    Path few = folder.resolve("few");
    String out = folder.resolve("run").toString();
    DrawnFaces.write(faces, 200, 45, 55, 3);
    relabel(faces, turned, all -> all.reversed());
    relabel(faces, few, all -> all.subList(20, 23));
    assertThat(
            run(
                "fit",
                "--recipe",
                "pse-tiny",
                "--epochs",
                "1",
                "--data",
                faces.toString(),
                "--out",
                out))
        .as(errors.toString())
        .isZero();

    assertThat(
            run(
                "cross",
                "--run",
                out,
                "--data",
                faces.toString(),
                "--data",
                turned.toString(),
                "--data",
                few.toString(),
                "--out",
                folder.resolve("cross").toString()))
        .as(errors.toString())
        .isZero();

    CrossMetrics metrics = JsonFile.read(folder.resolve("cross/cross.json"), CrossMetrics.class);
    assertThat(metrics.data()).containsExactly("faces", "turned", "few");
    List<Cell> cells = metrics.rows().getFirst().cells();
    assertThat(cells).extracting(Cell::own).containsExactly(true, false, false);
    assertThat(cells.get(1).accuracy()).isEqualTo(cells.getFirst().accuracy());
    assertThat(cells.get(1).attributes()).hasSize(40);
    assertThat(cells.get(2).attributes())
        .containsExactly("Male", "Mouth_Slightly_Open", "Mustache");
    assertThat(folder.resolve("cross/cross.md")).content().contains(" on faces |", "(3) |");
    assertThat(output.toString()).contains(out + " on " + few + ": ", "| trained on |");

    judgesAReorderedDatasetAlikeAndNamesMissingLabels(faces, turned, few, out);
  }

  private void judgesAReorderedDatasetAlikeAndNamesMissingLabels(
      Path faces, Path turned, Path few, String out) {
    assertThat(run("evaluate", "--run", out, "--data", faces.toString())).isZero();
    String elsewhere = folder.resolve("elsewhere").toString();
    assertThat(run("evaluate", "--run", out, "--data", turned.toString(), "--out", elsewhere))
        .as(errors.toString())
        .isZero();
    Metrics straight = MetricsFile.readEvaluation(Path.of(out, "evaluation-test.json"));
    assertThat(MetricsFile.readEvaluation(Path.of(elsewhere, "evaluation-test.json")))
        .isEqualTo(straight);

    assertThat(run("evaluate", "--run", out, "--data", few.toString())).isEqualTo(1);
    assertThat(errors.toString())
        .isEqualTo(
            ("facet-trainer: %s is not labelled with 5_o_Clock_Shadow, Arched_Eyebrows, Attractive"
                    + " and 34 more, which the run predicts: use data that is.\n")
                .formatted(few));
  }
}
