package dev.facet.trainer.data.mat;

import dev.facet.trainer.data.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Supplier;

/** An open MATLAB file. */
public final class MatFile implements AutoCloseable {
  private static final String LEVEL_5 = "MATLAB 5.0 MAT-file";
  private static final String VERSION_7_3 = "MATLAB 7.3 MAT-file";

  private final Path file;
  private final MatVariables variables;
  private final SortedSet<String> names;

  private MatFile(Path file, MatVariables variables) {
    this.file = file;
    this.variables = variables;
    try {
      this.names = guarded(file, variables::names);
    } catch (DataException e) {
      variables.close();
      throw e;
    }
  }

  /**
   * Opens a file.
   *
   * @throws DataException if it cannot be read or is not a MATLAB file of level 5 or version 7.3
   */
  public static MatFile open(Path file) {
    String start = start(file);
    if (start.startsWith(LEVEL_5)) {
      return new MatFile(file, guarded(file, () -> Level5Variables.read(file)));
    }
    if (start.startsWith(VERSION_7_3)) {
      return new MatFile(file, guarded(file, () -> Hdf5Variables.open(file)));
    }
    throw new DataException(
        "%s is not a MATLAB file: it must begin with '%s' or '%s', found '%s'; download it again."
            .formatted(file, LEVEL_5, VERSION_7_3, start));
  }

  /** Its first bytes as far as they are printable. */
  private static String start(Path file) {
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] bytes = stream.readNBytes(LEVEL_5.length());
      return new String(bytes, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", "?");
    } catch (IOException e) {
      throw new DataException("%s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
  }

  /** Whether there is a variable of that name. */
  public boolean has(String variable) {
    return names.contains(variable);
  }

  /**
   * A cell array of texts.
   *
   * @return the texts, column after column
   * @throws DataException if there is no such variable or it holds something else
   */
  public List<String> texts(String variable) {
    require(variable);
    return guarded(file, () -> variables.texts(variable))
        .orElseThrow(() -> wrongKind(variable, "a cell array of texts"));
  }

  /**
   * A matrix of real numbers.
   *
   * @throws DataException if there is no such variable or it holds something else
   */
  public MatMatrix numbers(String variable) {
    require(variable);
    return guarded(file, () -> variables.numbers(variable))
        .orElseThrow(() -> wrongKind(variable, "a matrix of real numbers"));
  }

  private void require(String variable) {
    if (!has(variable)) {
      throw new DataException(
          "%s has no variable '%s', only %s: give the file as the dataset has it."
              .formatted(file, variable, names));
    }
  }

  private DataException wrongKind(String variable, String kind) {
    return new DataException(
        "%s, variable '%s': it must be %s; give the file as the dataset has it."
            .formatted(file, variable, kind));
  }

  /** Damaged files make both libraries throw nearly anything. */
  private static <T> T guarded(Path file, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      throw new DataException(
          "%s is damaged or uses what Facet cannot read (%s): download it again."
              .formatted(file, e.getMessage() == null ? e.getClass().getSimpleName() : reason(e)),
          e);
    }
  }

  private static String reason(Throwable e) {
    return e.getMessage().lines().findFirst().orElse("").strip();
  }

  @Override
  public void close() {
    variables.close();
  }
}
