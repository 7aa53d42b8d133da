package dev.facet.trainer.evaluate.cross;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.facet.trainer.evaluate.JsonFile;
import dev.facet.trainer.evaluate.cross.CrossMetrics.Cell;
import dev.facet.trainer.evaluate.cross.CrossMetrics.Row;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrossTableTest {
  private static final List<String> BOTH = List.of("Smiling", "Male");

  @TempDir private Path folder;

  private static Cell cell(boolean own, List<String> attributes, double accuracy) {
    return new Cell(own, 100, attributes, accuracy, OptionalDouble.of(0.01), 0.7);
  }

  private static CrossMetrics metrics(List<String> shared) {
    return new CrossMetrics(
        "test",
        List.of("celeba", "lfwa"),
        List.of(
            new Row(
                "one",
                "pse",
                "CelebA",
                List.of(cell(true, BOTH, 0.918), cell(false, shared, 0.7369))),
            new Row(
                "two",
                "pse",
                "LFWA",
                List.of(cell(false, shared, 0.7886), cell(true, shared, 0.8713)))));
  }

  @Test
  void hasARowForEachRunAndAColumnForEachDataset() {
    assertThat(CrossTable.of(metrics(BOTH)))
        .isEqualTo(
            """
            | trained on              | run | on celeba | on lfwa |
            | ----------------------- | --: | --------: | ------: |
            | CelebA                  | one |    *91.80 |   73.69 |
            | LFWA                    | two |     78.86 |  *87.13 |
            | the more frequent class |     |     70.00 |   70.00 |

            Mean accuracy in percent on the partition test,
            over 2 attributes.
            *: the run learnt from this dataset.
            """);
  }

  @Test
  void saysHowManyAttributesStandBehindACellWhereTheyDiffer() {
    assertThat(CrossTable.of(metrics(List.of("Male"))))
        .contains("*91.80 (2)", "73.69 (1)", "cells with others cannot be compared")
        .doesNotContain("the more frequent class");
  }

  @Test
  void isReadBackFromItsFile() {
    Path file = folder.resolve("cross.json");
    JsonFile.write(file, metrics(BOTH));

    assertThat(JsonFile.read(file, CrossMetrics.class)).isEqualTo(metrics(BOTH));
  }

  @Test
  void refusesAnIncompleteTable() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CrossMetrics("test", List.of("a"), List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new CrossMetrics(
                    "test", List.of("a"), List.of(new Row("one", "pse", "A", List.of()))))
        .withMessageContaining("one must have a cell for each of [a], found 0");
  }
}
