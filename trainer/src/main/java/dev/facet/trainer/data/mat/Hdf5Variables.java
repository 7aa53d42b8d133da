package dev.facet.trainer.data.mat;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Node;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Version 7.3: an HDF5 file with MATLAB's conventions. A cell array is a dataset of references to
 * datasets, a text is a dataset of UTF-16 units, and every dataset has its dimensions reversed, so
 * that its values lie column after column. {@code MATLAB_class} names the type, {@code
 * MATLAB_empty} marks what has no elements.
 */
final class Hdf5Variables implements MatVariables {
  private static final String TYPE = "MATLAB_class";
  private static final String EMPTY = "MATLAB_empty";

  private final HdfFile file;

  private Hdf5Variables(HdfFile file) {
    this.file = file;
  }

  static Hdf5Variables open(Path file) {
    return new Hdf5Variables(new HdfFile(file));
  }

  @Override
  public SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>(file.getChildren().keySet());
    // MATLAB's own groups, such as the one that holds what cell arrays refer to
    names.removeIf(name -> name.startsWith("#"));
    return names;
  }

  @Override
  public Optional<List<String>> texts(String variable) {
    if (!(file.getChild(variable) instanceof Dataset cell) || !type(cell).equals("cell")) {
      return Optional.empty();
    }
    if (isEmpty(cell)) {
      return Optional.of(List.of());
    }
    Object references = cell.getDataFlat();
    int count = Array.getLength(references);
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Node node = file.getNodeByAddress(Array.getLong(references, i));
      if (!(node instanceof Dataset text) || !(type(text).equals("char") || isEmpty(text))) {
        return Optional.empty();
      }
      texts.add(isEmpty(text) ? "" : text(text.getDataFlat()));
    }
    return Optional.of(texts);
  }

  private static String text(Object units) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Array.getLength(units); i++) {
      text.append((char) Array.getInt(units, i));
    }
    return text.toString();
  }

  @Override
  public Optional<MatMatrix> numbers(String variable) {
    if (!(file.getChild(variable) instanceof Dataset matrix)
        || matrix.isCompound()
        || type(matrix).equals("cell")
        || type(matrix).equals("char")) {
      return Optional.empty();
    }
    if (isEmpty(matrix)) {
      return Optional.of(new MatMatrix(0, 0, new double[0]));
    }
    if (matrix.getDimensions().length != 2) {
      return Optional.empty();
    }
    Object flat = matrix.getDataFlat();
    double[] values = new double[Array.getLength(flat)];
    for (int i = 0; i < values.length; i++) {
      values[i] = Array.getDouble(flat, i);
    }
    int[] dimensions = matrix.getDimensions();
    return Optional.of(new MatMatrix(dimensions[1], dimensions[0], values));
  }

  private static String type(Dataset dataset) {
    Attribute attribute = dataset.getAttribute(TYPE);
    return attribute == null ? "" : String.valueOf(attribute.getData());
  }

  private static boolean isEmpty(Dataset dataset) {
    return dataset.isEmpty() || dataset.getAttribute(EMPTY) != null;
  }

  @Override
  public void close() {
    file.close();
  }
}
