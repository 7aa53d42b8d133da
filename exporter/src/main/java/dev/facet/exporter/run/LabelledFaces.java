package dev.facet.exporter.run;

import static java.util.Objects.requireNonNull;

import dev.facet.trainer.augment.InputSpec;
import dev.facet.trainer.data.AttributeDataset;
import dev.facet.trainer.data.DataException;
import dev.facet.trainer.data.Example;
import dev.facet.trainer.data.Layouts;
import dev.facet.trainer.data.Partition;
import dev.facet.trainer.rule.Rules;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Real faces with what is known of them, to judge a graph on. */
public final class LabelledFaces {
  private final Faces faces;
  private final List<String> attributes;
  private final boolean[][] labels;

  /**
   * Faces with labels.
   *
   * @param faces in the order of the labels
   * @param attributes what is labelled
   * @param labels {@code [N][A]}: whether the face shows the attribute; copied
   * @throws IllegalArgumentException if the shapes disagree
   */
  public LabelledFaces(Faces faces, List<String> attributes, boolean[][] labels) {
    this.faces = requireNonNull(faces, "faces is null");
    this.attributes = List.copyOf(attributes);
    this.labels = copy(labels);
    if (labels.length != faces.size()) {
      throw new IllegalArgumentException(
          "there must be labels of %d faces, found %d".formatted(faces.size(), labels.length));
    }
    for (boolean[] face : labels) {
      if (face.length != attributes.size()) {
        throw new IllegalArgumentException(
            "a face must have %d labels, found %d".formatted(attributes.size(), face.length));
      }
    }
  }

  /**
   * Faces of a partition of a run's dataset, spread evenly over it, with the run's attributes.
   *
   * @param run whose dataset to use
   * @param data another place of the dataset than the run recorded
   * @param partition of which to take faces
   * @param most how many, at least 1
   * @throws dev.facet.exporter.ExportException if the dataset is nowhere
   * @throws DataException if it is broken, the partition is empty or an attribute is not labelled
   */
  public static LabelledFaces of(
      TrainedRun run, Optional<Path> data, Partition partition, int most) {
    return of(
        Layouts.read(Faces.folder(run, data)),
        partition,
        most,
        run.info().labels(),
        run.recipe().input());
  }

  /**
   * The same, but empty if the partition is.
   *
   * @throws dev.facet.exporter.ExportException if the dataset is nowhere
   * @throws DataException if it is broken or an attribute is not labelled
   */
  public static Optional<LabelledFaces> find(
      TrainedRun run, Optional<Path> data, Partition partition, int most) {
    AttributeDataset dataset = Layouts.read(Faces.folder(run, data));
    return dataset.examples(partition).isEmpty()
        ? Optional.empty()
        : Optional.of(of(dataset, partition, most, run.info().labels(), run.recipe().input()));
  }

  /**
   * Faces of a partition, spread evenly over it.
   *
   * @param dataset of which to take them
   * @param partition of it
   * @param most how many, at least 1
   * @param attributes whose labels are wanted, in this order
   * @param input their size
   * @throws DataException if the partition is empty or an attribute is not labelled
   * @throws IllegalArgumentException if none are wanted
   */
  public static LabelledFaces of(
      AttributeDataset dataset,
      Partition partition,
      int most,
      List<String> attributes,
      InputSpec input) {
    Rules.atLeastOne("most", most);
    List<Example> all = dataset.examples(partition);
    int count = Math.min(most, all.size());
    List<Example> chosen =
        IntStream.range(0, count)
            .mapToObj(i -> all.get(Math.toIntExact((long) i * all.size() / count)))
            .toList();
    int[] columns = attributes.stream().mapToInt(each -> column(each, dataset)).toArray();
    boolean[][] labels = new boolean[count][columns.length];
    for (int i = 0; i < count; i++) {
      for (int a = 0; a < columns.length; a++) {
        labels[i][a] = chosen.get(i).shows(columns[a]);
      }
    }
    return new LabelledFaces(Faces.decode(chosen, input), attributes, labels);
  }

  private static int column(String attribute, AttributeDataset dataset) {
    int column = dataset.attributes().indexOf(attribute);
    if (column < 0) {
      throw new DataException(
          "The faces in %s are not labelled with %s, which the run predicts: name the run's dataset with --data."
              .formatted(dataset.root(), attribute));
    }
    return column;
  }

  private static boolean[][] copy(boolean[][] labels) {
    boolean[][] copy = new boolean[labels.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = labels[i].clone();
    }
    return copy;
  }

  /** The faces alone. */
  public Faces faces() {
    return faces;
  }

  /** What is labelled, in order. */
  public List<String> attributes() {
    return attributes;
  }

  /** Whether each face shows each attribute, {@code [N][A]}; a fresh copy. */
  public boolean[][] labels() {
    return copy(labels);
  }

  /** How many faces there are. */
  public int size() {
    return labels.length;
  }
}
