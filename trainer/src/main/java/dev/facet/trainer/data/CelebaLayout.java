package dev.facet.trainer.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads CelebA's own folder layout, with any image size and any subset of rows.
 *
 * <ul>
 *   <li>{@code list_attr_celeba.txt}: the number of rows, then the attributes' names, then a row
 *       for each image: its file name and 1 (shown) or -1 (not shown) for each attribute;
 *   <li>{@code list_eval_partition.txt}: file name and 0 (train), 1 (validation) or 2 (test);
 *   <li>{@code identity_CelebA.txt}, optional: file name and the person's number; it may name more
 *       images, as the official file does beside a subset, or fewer;
 *   <li>{@code img_align_celeba/}: the images.
 * </ul>
 *
 * <p>Columns are separated by any number of blanks, lines end in LF or CRLF, empty lines are passed
 * over.
 */
public final class CelebaLayout {
  /** The labels' file. */
  public static final String ATTRIBUTES = "list_attr_celeba.txt";

  /** The partitions' file. */
  public static final String PARTITIONS = "list_eval_partition.txt";

  /** The identities' file, which may be absent. */
  public static final String IDENTITIES = "identity_CelebA.txt";

  /** The images' folder. */
  public static final String IMAGES = "img_align_celeba";

  private CelebaLayout() {}

  /** Whether a folder has the layout's two required files and its image folder. */
  public static boolean looksLike(Path directory) {
    return Files.isRegularFile(directory.resolve(ATTRIBUTES))
        && Files.isRegularFile(directory.resolve(PARTITIONS))
        && Files.isDirectory(directory.resolve(IMAGES));
  }

  /**
   * Reads the lists and checks that every image exists; no image is opened.
   *
   * @throws DataException if a file is missing or breaks a rule of the layout
   */
  public static AttributeDataset read(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new DataException(
          "%s is not a folder: give the folder that holds %s, %s and %s/."
              .formatted(directory, ATTRIBUTES, PARTITIONS, IMAGES));
    }
    TextTable attributeTable = TextTable.read(required(directory, ATTRIBUTES, "file"));
    TextTable partitionTable = TextTable.read(required(directory, PARTITIONS, "file"));
    Path identityFile = directory.resolve(IDENTITIES);
    Optional<TextTable> identityTable =
        Files.isRegularFile(identityFile)
            ? Optional.of(TextTable.read(identityFile))
            : Optional.empty();

    LabelList labels = LabelList.parse(attributeTable);
    Map<String, Integer> codes = numbers(partitionTable, "partition");
    Map<String, Integer> identities =
        identityTable.map(table -> numbers(table, "identity")).orElse(Map.of());
    requireSameRows(labels, codes, directory);
    Path imageFolder = required(directory, IMAGES, "folder");
    FolderListing images = FolderListing.of(imageFolder, 1);
    images.requireAll(List.copyOf(labels.rows().keySet()), ATTRIBUTES);

    Map<Partition, List<Example>> partitions = new EnumMap<>(Partition.class);
    EnumSet.allOf(Partition.class).forEach(part -> partitions.put(part, new ArrayList<>()));
    DatasetDigest digest = new DatasetDigest();
    digest.add(ATTRIBUTES, attributeTable);
    digest.add(PARTITIONS, partitionTable);
    identityTable.ifPresent(table -> digest.add(IDENTITIES, table));
    labels
        .rows()
        .forEach(
            (name, row) -> {
              int identity = identities.getOrDefault(name, Example.UNKNOWN_IDENTITY);
              partitions
                  .get(Partition.ofCode(codes.get(name)).orElseThrow())
                  .add(new Example(imageFolder.resolve(name), identity, row));
              digest.addImage(name, images.sizes().get(name));
            });
    return new AttributeDataset(directory, labels.attributes(), partitions, digest.hex());
  }

  private static Path required(Path directory, String name, String kind) {
    Path path = directory.resolve(name);
    if (kind.equals("folder") ? Files.isDirectory(path) : Files.isRegularFile(path)) {
      return path;
    }
    throw new DataException(
        "The CelebA layout needs the %s %s in %s, but it is not there: check the data folder."
            .formatted(kind, name, directory));
  }

  /** Reads rows of a file name and a number: 0, 1 or 2 for partitions, 0 or more for identities. */
  private static Map<String, Integer> numbers(TextTable table, String what) {
    int most = what.equals("partition") ? Partition.values().length - 1 : Integer.MAX_VALUE;
    String rule = what.equals("partition") ? "0 (train), 1 (validation) or 2 (test)" : "0 or more";
    Map<String, Integer> numbers = HashMap.newHashMap(table.rows().size());
    for (TextTable.Row row : table.rows()) {
      if (row.columns().size() != 2) {
        throw table.mistake(
            row,
            "must hold a file name and %s number, found %d columns"
                .formatted(
                    what.equals("partition") ? "a partition" : "an identity",
                    row.columns().size()));
      }
      String name = row.columns().getFirst();
      String text = row.columns().getLast();
      int number;
      try {
        number = Integer.parseInt(text);
      } catch (NumberFormatException e) {
        number = -1;
      }
      if (number < 0 || number > most) {
        throw table.mistake(
            row, "gives %s the %s '%s', but it must be %s".formatted(name, what, text, rule));
      }
      if (numbers.putIfAbsent(name, number) != null) {
        throw table.mistake(row, "names %s a second time".formatted(name));
      }
    }
    return numbers;
  }

  private static void requireSameRows(
      LabelList labels, Map<String, Integer> codes, Path directory) {
    for (String name : labels.rows().keySet()) {
      if (!codes.containsKey(name)) {
        throw new DataException(
            "%s labels %s, but %s gives it no partition: add the row there or remove it here."
                .formatted(directory.resolve(ATTRIBUTES), name, PARTITIONS));
      }
    }
    for (String name : codes.keySet()) {
      if (!labels.rows().containsKey(name)) {
        throw new DataException(
            "%s names %s, but %s has no labels for it: add the row there or remove it here."
                .formatted(directory.resolve(PARTITIONS), name, ATTRIBUTES));
      }
    }
  }
}
