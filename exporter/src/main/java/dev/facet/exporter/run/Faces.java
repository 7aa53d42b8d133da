package dev.facet.exporter.run;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.graph.Tensor;
import dev.facet.trainer.augment.Augmentation;
import dev.facet.trainer.augment.Augmenter;
import dev.facet.trainer.augment.InputSpec;
import dev.facet.trainer.data.AttributeDataset;
import dev.facet.trainer.data.Example;
import dev.facet.trainer.data.FaceStore;
import dev.facet.trainer.data.Layouts;
import dev.facet.trainer.data.Partition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Real faces for parity, in the two forms in which the two runtimes take them: bytes for the
 * bundle, and what the trainer's own preprocessing makes of them for SameDiff.
 */
public final class Faces {
  private final InputSpec input;
  private final List<byte[]> faces;

  /**
   * Faces that are decoded already.
   *
   * @param input geometry and normalisation
   * @param faces each of {@code height * width * 3} bytes RGB
   */
  public Faces(InputSpec input, List<byte[]> faces) {
    this.input = input;
    this.faces = List.copyOf(faces);
    if (faces.isEmpty()) {
      throw new ExportException(
          "The dataset has no faces to compare on: name another with --data.");
    }
  }

  /**
   * The first faces of a run's test partition; of the others where there are too few.
   *
   * @param run whose dataset to use
   * @param data another place of the dataset than the run recorded
   * @param most how many faces
   * @throws ExportException if the dataset is nowhere
   * @throws dev.facet.trainer.data.DataException if it is broken
   */
  public static Faces of(TrainedRun run, Optional<Path> data, int most) {
    AttributeDataset dataset = Layouts.read(folder(run, data));
    List<Example> examples = new ArrayList<>(dataset.examples(Partition.TEST));
    examples.addAll(dataset.examples(Partition.VALIDATION));
    examples.addAll(dataset.examples(Partition.TRAIN));
    List<Example> chosen = examples.subList(0, Math.min(most, examples.size()));
    return decode(chosen, run.recipe().input());
  }

  /** Faces as they lie in a dataset. */
  static Faces decode(List<Example> examples, InputSpec input) {
    List<byte[]> faces = new ArrayList<>();
    try (FaceStore store =
        FaceStore.open(examples, input.width(), input.height(), Long.MAX_VALUE, 1, done -> {})) {
      for (int i = 0; i < store.size(); i++) {
        byte[] face = new byte[input.bytesPerFace()];
        store.read(i, face);
        faces.add(face);
      }
    }
    return new Faces(input, faces);
  }

  /** Where a run's dataset lies. */
  static Path folder(TrainedRun run, Optional<Path> data) {
    Path recorded = Path.of(run.info().dataset().path());
    Path folder = data.orElse(recorded);
    if (!Files.isDirectory(folder)) {
      throw new ExportException(
          data.isPresent()
              ? "--data names %s, which is not a folder: give the one that holds the dataset."
                  .formatted(folder)
              : "The faces that run %s was trained on are no longer in %s: say where with --data."
                  .formatted(run.directory().root(), folder));
    }
    return folder;
  }

  /** How many there are. */
  public int size() {
    return faces.size();
  }

  /**
   * The bundle's input, uint8 {@code [count, H, W, 3]}.
   *
   * @param from the first face
   * @param count how many; after the last face the first one follows again
   */
  public Tensor bytes(int from, int count) {
    byte[] all = new byte[count * input.bytesPerFace()];
    for (int i = 0; i < count; i++) {
      System.arraycopy(
          faces.get((from + i) % size()), 0, all, i * input.bytesPerFace(), input.bytesPerFace());
    }
    return Tensor.ofBytes(all, count, input.height(), input.width(), InputSpec.CHANNELS);
  }

  /** The trained graph's input, float32 {@code [count, 3, cropHeight, cropWidth]}. */
  public Tensor normalized(int from, int count) {
    Augmenter augmenter = new Augmenter(input, Augmentation.none());
    float[] all = new float[count * input.valuesPerFace()];
    for (int i = 0; i < count; i++) {
      augmenter.evaluate(faces.get((from + i) % size()), all, i * input.valuesPerFace(), false);
    }
    return Tensor.ofFloats(all, count, InputSpec.CHANNELS, input.cropHeight(), input.cropWidth());
  }
}
