package dev.facet.trainer.data;

import dev.facet.trainer.data.mat.MatFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads LFWA, the pictures of LFW with CelebA's attributes.
 *
 * <ul>
 *   <li>{@code lfw_att_40.mat}: {@code name}, the pictures' paths; {@code AttrName}, the
 *       attributes' names; {@code label}, a row for each picture and a column for each attribute, 1
 *       (shown) or 0 or -1 (not shown);
 *   <li>{@code indices_train_test.mat}, optional: {@code indices_img_train} and {@code
 *       indices_img_test}, numbers of pictures from 1;
 *   <li>the pictures, {@code PERSON/FILE}, beside these files, in {@code lfw/}, or in a folder of
 *       another name if it is the only one.
 * </ul>
 *
 * <p>Without the indices, the persons of the first half of all names are for training and the rest
 * for the test. There is no official validation part: with and without the indices, the last tenth
 * of the training persons' names becomes it. Attributes are spelt and ordered as CelebA's; a person
 * is the picture's folder, numbered in the order of the names.
 */
public final class LfwaLayout {
  /** The labels' file. */
  public static final String ATTRIBUTES = "lfw_att_40.mat";

  /** The partitions' file, which may be absent. */
  public static final String INDICES = "indices_train_test.mat";

  private LfwaLayout() {}

  /** Whether a folder has the labels' file. */
  public static boolean looksLike(Path directory) {
    return Files.isRegularFile(directory.resolve(ATTRIBUTES));
  }

  /**
   * Reads the lists and checks that every picture exists; none is opened.
   *
   * @throws DataException if a file is missing or breaks a rule of the layout
   */
  public static AttributeDataset read(Path directory) {
    Path list = directory.resolve(ATTRIBUTES);
    LfwaLabels labels;
    try (MatFile file = MatFile.open(list)) {
      labels = LfwaLabels.read(file, list);
    }
    Path indices = directory.resolve(INDICES);
    Map<Integer, Partition> split;
    if (Files.isRegularFile(indices)) {
      try (MatFile file = MatFile.open(indices)) {
        split = LfwaIndices.read(file, indices, labels.images().size());
      }
    } else {
      split = halves(labels);
    }
    return dataset(directory, labels, withValidation(labels, split));
  }

  private static Map<Integer, Partition> halves(LfwaLabels labels) {
    SortedSet<String> persons = new TreeSet<>(labels.persons());
    Set<String> training = new HashSet<>(IdentitySplit.firstHalf(persons));
    Map<Integer, Partition> split = new TreeMap<>();
    for (int i = 0; i < labels.images().size(); i++) {
      split.put(i, training.contains(labels.persons().get(i)) ? Partition.TRAIN : Partition.TEST);
    }
    return split;
  }

  private static Map<Integer, Partition> withValidation(
      LfwaLabels labels, Map<Integer, Partition> split) {
    SortedSet<String> training = new TreeSet<>();
    split.forEach(
        (index, partition) -> {
          if (partition == Partition.TRAIN) {
            training.add(labels.persons().get(index));
          }
        });
    Set<String> validation = new HashSet<>(IdentitySplit.lastTenth(training));
    split.replaceAll(
        (index, partition) ->
            partition == Partition.TRAIN && validation.contains(labels.persons().get(index))
                ? Partition.VALIDATION
                : partition);
    return split;
  }

  private static AttributeDataset dataset(
      Path directory, LfwaLabels labels, Map<Integer, Partition> split) {
    List<String> names = split.keySet().stream().map(labels.images()::get).toList();
    Path folder = LfwFolder.find(directory, labels.persons().getFirst());
    FolderListing images = FolderListing.of(folder, 2);
    images.requireAll(names, ATTRIBUTES);
    Map<String, Integer> persons = IdentitySplit.numbered(new TreeSet<>(labels.persons()));
    Map<Partition, List<Example>> partitions = new EnumMap<>(Partition.class);
    DatasetDigest digest = new DatasetDigest();
    digest.add("lfwa " + String.join(" ", labels.attributes()));
    split.forEach(
        (index, partition) -> {
          String image = labels.images().get(index);
          boolean[] shown = labels.rows().get(index);
          int person = persons.get(labels.persons().get(index));
          partitions
              .computeIfAbsent(partition, key -> new ArrayList<>())
              .add(new Example(folder.resolve(image), person, shown));
          digest.add(partition.label() + " " + Arrays.toString(shown));
          digest.addImage(image, images.sizes().get(image));
        });
    return new AttributeDataset(directory, labels.attributes(), partitions, digest.hex());
  }
}
