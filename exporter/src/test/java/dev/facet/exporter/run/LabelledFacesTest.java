package dev.facet.exporter.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.facet.exporter.SampleRun;
import dev.facet.trainer.augment.InputSpec;
import dev.facet.trainer.data.AttributeDataset;
import dev.facet.trainer.data.DataException;
import dev.facet.trainer.data.Layouts;
import dev.facet.trainer.data.Partition;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledFacesTest {
  private static final InputSpec INPUT =
      new InputSpec(50, 60, 48, 56, List.of(0.5, 0.5, 0.5), List.of(1.0, 1.0, 1.0));

  @TempDir private Path folder;

  @Test
  void haveTheLabelsOfTheRunInItsOrder() {
    TrainedRun run = TrainedRun.read(SampleRun.write(folder, 3));

    LabelledFaces faces = LabelledFaces.of(run, Optional.empty(), Partition.TEST, 100);

    assertThat(faces.size()).isEqualTo(2);
    assertThat(faces.faces().size()).isEqualTo(2);
    assertThat(faces.attributes()).isEqualTo(run.info().labels());
    for (int a = 0; a < faces.attributes().size(); a++) {
      // the sample's faces show every other attribute
      boolean shown = SampleRun.LABELS.indexOf(faces.attributes().get(a)) % 2 == 0;
      assertThat(faces.labels()[0][a]).isEqualTo(shown);
    }
  }

  @Test
  void areSpreadOverThePartition() {
    SampleRun.write(folder, 4);
    AttributeDataset dataset = Layouts.read(folder.resolve("data"));

    LabelledFaces all = LabelledFaces.of(dataset, Partition.TRAIN, 8, SampleRun.LABELS, INPUT);
    LabelledFaces some = LabelledFaces.of(dataset, Partition.TRAIN, 2, SampleRun.LABELS, INPUT);

    assertThat(some.faces().bytes(0, 1)).isEqualTo(all.faces().bytes(0, 1));
    assertThat(some.faces().bytes(1, 1)).isEqualTo(all.faces().bytes(4, 1));
  }

  @Test
  void refuseAnAttributeThatIsNotLabelled() {
    SampleRun.write(folder, 5);
    AttributeDataset dataset = Layouts.read(folder.resolve("data"));

    assertThatThrownBy(
            () -> LabelledFaces.of(dataset, Partition.TRAIN, 2, List.of("Blurry"), INPUT))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("are not labelled with Blurry");
  }

  @Test
  void refuseLabelsOfOtherFaces() {
    SampleRun.write(folder, 6);
    AttributeDataset dataset = Layouts.read(folder.resolve("data"));
    Faces faces = LabelledFaces.of(dataset, Partition.TRAIN, 2, SampleRun.LABELS, INPUT).faces();

    assertThatThrownBy(() -> new LabelledFaces(faces, List.of("Bald"), new boolean[3][1]))
        .hasMessage("there must be labels of 2 faces, found 3");
    assertThatThrownBy(() -> new LabelledFaces(faces, List.of("Bald"), new boolean[2][2]))
        .hasMessage("a face must have 1 labels, found 2");
  }

  @Test
  void keepTheirLabels() {
    SampleRun.write(folder, 7);
    AttributeDataset dataset = Layouts.read(folder.resolve("data"));
    LabelledFaces faces = LabelledFaces.of(dataset, Partition.TRAIN, 1, SampleRun.LABELS, INPUT);

    faces.labels()[0][0] = false;

    assertThat(faces.labels()[0][0]).isTrue();
  }
}
