package dev.facet.exporter.export;

import dev.facet.exporter.run.Faces;
import dev.facet.exporter.run.LabelledFaces;
import dev.facet.exporter.run.PairedFaces;
import dev.facet.exporter.run.TrainedRun;
import dev.facet.trainer.data.Partition;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The real faces that an export needs, of the dataset of the run: some of any partition to compare
 * runtimes on, some that were trained on to measure ranges, validation faces to choose by and test
 * faces to report on.
 */
public final class ExportFaces {
  private static final int PARITY = 64;
  private static final int CALIBRATION = 256;
  private static final int JUDGED = 2000;

  private final TrainedRun run;
  private final Optional<Path> data;
  private final Faces parity;

  private ExportFaces(TrainedRun run, Optional<Path> data, Faces parity) {
    this.run = run;
    this.data = data;
    this.parity = parity;
  }

  /**
   * Faces of a run's dataset.
   *
   * @param data another place of the dataset than the run recorded
   * @throws dev.facet.exporter.ExportException if the dataset is nowhere
   * @throws dev.facet.trainer.data.DataException if it is broken
   */
  public static ExportFaces of(TrainedRun run, Optional<Path> data) {
    return new ExportFaces(run, data, Faces.of(run, data, PARITY));
  }

  /** On which every form is compared with the trained network. */
  Faces parity() {
    return parity;
  }

  /** On which ranges are measured. */
  Faces calibration() {
    return LabelledFaces.find(run, data, Partition.TRAIN, CALIBRATION)
        .map(LabelledFaces::faces)
        .orElse(parity);
  }

  /**
   * Faces of persons whom the run has not learnt from, in pairs; empty if there are none.
   *
   * @param partition validation, to choose by
   */
  Optional<PairedFaces> paired(Partition partition) {
    return PairedFaces.find(run, data, partition);
  }

  /**
   * Labelled faces, spread evenly over a partition; empty if it has none.
   *
   * @param partition validation to choose by, or test to report on
   */
  Optional<LabelledFaces> judged(Partition partition) {
    return LabelledFaces.find(run, data, partition, JUDGED);
  }
}
