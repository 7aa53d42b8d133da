package dev.facet.trainer.data.mat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.Char;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sources;

/** Level 5, MATLAB's own format, read whole. */
final class Level5Variables implements MatVariables {
  private final Map<String, Array> variables = new HashMap<>();

  private Level5Variables() {}

  static Level5Variables read(Path file) {
    Level5Variables read = new Level5Variables();
    try {
      Mat5.newReader(Sources.wrap(Files.readAllBytes(file)))
          .disableSubsystemProcessing()
          .readMat()
          .getEntries()
          .forEach(entry -> read.variables.put(entry.getName(), entry.getValue()));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    return read;
  }

  @Override
  public SortedSet<String> names() {
    return new TreeSet<>(variables.keySet());
  }

  @Override
  public Optional<List<String>> texts(String variable) {
    if (!(variables.get(variable) instanceof Cell cell)) {
      return Optional.empty();
    }
    List<String> texts = new ArrayList<>(cell.getNumElements());
    for (int i = 0; i < cell.getNumElements(); i++) {
      Array element = cell.get(i);
      if (element instanceof Char text && text.getNumRows() == 1) {
        texts.add(text.getString());
      } else if (element.getNumElements() == 0) {
        texts.add("");
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(texts);
  }

  @Override
  public Optional<MatMatrix> numbers(String variable) {
    if (!(variables.get(variable) instanceof Matrix matrix)
        || matrix.getNumDimensions() != 2
        || matrix.isComplex()) {
      return Optional.empty();
    }
    double[] values = new double[matrix.getNumElements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = matrix.getDouble(i);
    }
    return Optional.of(new MatMatrix(matrix.getNumRows(), matrix.getNumCols(), values));
  }

  @Override
  public void close() {
    variables.clear();
  }
}
