package dev.facet.trainer.data;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A text file of columns between blanks; lines that are empty are left out.
 *
 * @param file where it lies
 * @param rows its lines in order
 */
public record TextTable(Path file, List<Row> rows) {
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /**
   * One line.
   *
   * @param line its number in the file, from 1
   * @param columns what stands between the blanks, at least one
   */
  public record Row(int line, List<String> columns) {}

  /**
   * Reads a file.
   *
   * @throws DataException if it cannot be read or is not UTF-8
   */
  public static TextTable read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new DataException(
          "%s is not a text file in UTF-8: give the file as the dataset has it.".formatted(file),
          e);
    } catch (IOException e) {
      throw new DataException("%s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
    return new TextTable(
        file,
        IntStream.range(0, lines.size())
            .filter(i -> !lines.get(i).isBlank())
            .mapToObj(i -> new Row(i + 1, List.of(BLANKS.split(lines.get(i).strip()))))
            .toList());
  }

  /** The sentence for a row that breaks a rule; {@code rule} reads on after "the row". */
  public DataException mistake(Row row, String rule) {
    return new DataException(
        "%s, line %d: the row %s; mend or remove it.".formatted(file, row.line(), rule));
  }
}
