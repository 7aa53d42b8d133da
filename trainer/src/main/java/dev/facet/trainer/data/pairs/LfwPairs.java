package dev.facet.trainer.data.pairs;

import dev.facet.trainer.data.DataException;
import dev.facet.trainer.data.Example;
import dev.facet.trainer.data.LfwFolder;
import dev.facet.trainer.data.TextTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads LFW's lists of pairs. {@code pairs.txt} begins with the number of folds F and the number N
 * of pairs of either kind in a fold, {@code 10 300}; {@code pairsDevTrain.txt} and {@code
 * pairsDevTest.txt} with N alone, for one fold. Then, fold after fold, N rows of a person and the
 * numbers of two pictures, {@code NAME 1 4}, and N rows of two persons with a picture each, {@code
 * NAME 1 OTHER 2}. Picture 4 of a person is {@code NAME/NAME_0004.jpg}, or {@code .png} where there
 * is none.
 */
public final class LfwPairs {
  private static final int MOST_PAIRS = 10_000_000;

  private final TextTable table;
  private final Path directory;
  private final List<Example> faces = new ArrayList<>();
  private final Map<String, Integer> indices = new HashMap<>();
  private final Map<String, Integer> persons = new HashMap<>();
  private Optional<Path> pictures = Optional.empty();

  private LfwPairs(TextTable table, Path directory) {
    this.table = table;
    this.directory = directory;
  }

  /**
   * Reads a list and checks that its pictures exist; none is opened.
   *
   * @param list the file
   * @param directory where the pictures are: the folder of the persons' folders or the one above
   * @throws DataException if the list breaks a rule or a picture is missing
   */
  public static VerificationPairs read(Path list, Path directory) {
    return new LfwPairs(TextTable.read(list), directory).read();
  }

  private VerificationPairs read() {
    if (table.rows().isEmpty()) {
      throw new DataException(
          "%s is empty: it must begin with the numbers of folds and pairs, as in '10 300'."
              .formatted(table.file()));
    }
    TextTable.Row header = table.rows().getFirst();
    int columns = header.columns().size();
    int folds = columns == 2 ? number(header, 0, "the number of folds") : 1;
    int ofKind = columns <= 2 ? number(header, columns - 1, "the number of pairs") : 0;
    long expected = 2L * folds * ofKind;
    if (columns > 2 || expected > MOST_PAIRS || table.rows().size() - 1 != expected) {
      throw table.mistake(
          header,
          ("'%s' must give the numbers of folds and of pairs of either kind in a fold, as in '10 300',"
                  + " and so many rows must follow, found %d")
              .formatted(String.join(" ", header.columns()), table.rows().size() - 1));
    }
    PairCollector pairs = new PairCollector((int) expected);
    for (int i = 0; i < expected; i++) {
      TextTable.Row row = table.rows().get(i + 1);
      boolean same = i / ofKind % 2 == 0;
      add(pairs, row, same, i / (2 * ofKind));
    }
    return pairs.of(faces);
  }

  private void add(PairCollector pairs, TextTable.Row row, boolean same, int fold) {
    List<String> columns = row.columns();
    if (columns.size() != (same ? 3 : 4)) {
      throw table.mistake(
          row,
          "'%s' must be %s, found %d columns"
              .formatted(
                  String.join(" ", columns),
                  same
                      ? "a person and two numbers of pictures"
                      : "two persons with a number of a picture each",
                  columns.size()));
    }
    int first = face(row, columns.get(0), number(row, 1, "the number of a picture"));
    int second =
        same
            ? face(row, columns.get(0), number(row, 2, "the number of a picture"))
            : face(row, columns.get(2), number(row, 3, "the number of a picture"));
    if (first == second || (!same && columns.get(0).equals(columns.get(2)))) {
      throw table.mistake(
          row,
          "'%s' must name two %s"
              .formatted(String.join(" ", columns), same ? "pictures" : "persons"));
    }
    pairs.add(first, second, same, fold);
  }

  private int number(TextTable.Row row, int column, String what) {
    String text = row.columns().get(column);
    try {
      int number = Integer.parseInt(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw table.mistake(row, "gives '%s' for %s, which must be 1 or more".formatted(text, what));
  }

  private int face(TextTable.Row row, String person, int number) {
    String name = String.format(Locale.ROOT, "%s/%s_%04d", person, person, number);
    Integer known = indices.get(name);
    if (known != null) {
      return known;
    }
    if (pictures.isEmpty()) {
      pictures = Optional.of(LfwFolder.find(directory, person));
    }
    Path folder = pictures.orElseThrow();
    Path picture = folder.resolve(name + ".jpg");
    if (!Files.isRegularFile(picture)) {
      Path other = folder.resolve(name + ".png");
      if (!Files.isRegularFile(other)) {
        throw table.mistake(row, "names the picture %s, which does not exist".formatted(picture));
      }
      picture = other;
    }
    int identity = persons.computeIfAbsent(person, key -> persons.size());
    indices.put(name, faces.size());
    faces.add(new Example(picture, identity, new boolean[0]));
    return faces.size() - 1;
  }
}
