package dev.facet.exporter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.exporter.SampleRun;
import dev.facet.trainer.data.Partition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairedFacesTest {
  @TempDir private Path folder;
  private TrainedRun run;

  @BeforeEach
  void write() {
    run = TrainedRun.read(SampleRun.write(folder, 41));
  }

  @Test
  void pairsValidationFacesOfPersonsWhomTheRunHasNotSeen() throws IOException {
    // the ninth and tenth face are of the person of the training faces
    describe("000011111122", 1, 1, 1, 1, 2, 2, 3, 3, 1, 1, 5, 5);

    PairedFaces paired =
        PairedFaces.find(run, Optional.empty(), Partition.VALIDATION).orElseThrow();

    assertThat(paired.faces().size()).isEqualTo(4);
    assertThat(paired.pairs().sameCount()).isEqualTo(2);
    assertThat(paired.pairs().differentCount()).isEqualTo(4);
  }

  @Test
  void findsNoneWhereNobodyIsKnown() {
    assertThat(PairedFaces.find(run, Optional.empty(), Partition.VALIDATION)).isEmpty();
  }

  @Test
  void findsNoneWhereAllFacesAreOfOnePersonOrOfOneEach() throws IOException {
    describe("000011112222", 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3);
    assertThat(PairedFaces.find(run, Optional.empty(), Partition.VALIDATION)).isEmpty();

    describe("000011112222", 1, 1, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(PairedFaces.find(run, Optional.empty(), Partition.VALIDATION)).isEmpty();
  }

  /** Writes the partition (a digit each) and the person of each of the sample's twelve faces. */
  private void describe(String partitions, int... persons) throws IOException {
    StringBuilder partition = new StringBuilder();
    StringBuilder identity = new StringBuilder();
    for (int i = 0; i < persons.length; i++) {
      partition.append("%06d.jpg %s\n".formatted(i + 1, partitions.charAt(i)));
      identity.append("%06d.jpg %d\n".formatted(i + 1, persons[i]));
    }
    Path data = folder.resolve("data");
    Files.writeString(data.resolve("list_eval_partition.txt"), partition);
    Files.writeString(data.resolve("identity_CelebA.txt"), identity);
  }
}
