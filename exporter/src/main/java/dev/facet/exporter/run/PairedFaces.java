package dev.facet.exporter.run;

import dev.facet.trainer.data.AttributeDataset;
import dev.facet.trainer.data.Example;
import dev.facet.trainer.data.Layouts;
import dev.facet.trainer.data.Partition;
import dev.facet.trainer.data.pairs.RandomPairs;
import dev.facet.trainer.data.pairs.VerificationPairs;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Real faces of persons whom a run has not learnt from, in all pairs, to judge embeddings on.
 *
 * @param faces each once
 * @param pairs of them, by their places among the faces
 */
public record PairedFaces(Faces faces, VerificationPairs pairs) {
  /** As many as keep the pairs below a million. */
  private static final int MOST_FACES = 1_400;

  /**
   * The faces of a partition, of the persons with the lowest numbers where there are many.
   *
   * @param run whose dataset to use
   * @param data another place of the dataset than the run recorded
   * @return empty if the partition has no two faces of one such person, or only one person
   * @throws dev.facet.exporter.ExportException if the dataset is nowhere
   * @throws dev.facet.trainer.data.DataException if it is broken
   */
  public static Optional<PairedFaces> find(
      TrainedRun run, Optional<Path> data, Partition partition) {
    AttributeDataset dataset = Layouts.read(Faces.folder(run, data));
    if (dataset.examples(partition).isEmpty()) {
      return Optional.empty();
    }
    List<Example> chosen =
        dataset.strangers(partition).stream()
            .sorted(Comparator.comparingInt(Example::identity))
            .limit(MOST_FACES)
            .toList();
    long persons = chosen.stream().mapToInt(Example::identity).distinct().count();
    if (persons < 2 || persons == chosen.size()) {
      return Optional.empty();
    }
    VerificationPairs pairs = RandomPairs.all(chosen);
    return Optional.of(new PairedFaces(Faces.decode(pairs.faces(), run.recipe().input()), pairs));
  }
}
