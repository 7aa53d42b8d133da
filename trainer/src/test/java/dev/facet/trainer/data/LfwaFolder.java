package dev.facet.trainer.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.Matrix;

/** A small dataset in LFWA's layout, whose parts a test spoils one at a time. */
final class LfwaFolder {
  /** Ten persons A to J, of whom the vowels have two pictures, as LFWA names them. */
  static final List<String> NAMES =
      List.of(
          "A\\A_0001.jpg",
          "A\\A_0002.jpg",
          "B\\B_0001.jpg",
          "C\\C_0001.jpg",
          "D\\D_0001.jpg",
          "E\\E_0001.jpg",
          "E\\E_0002.jpg",
          "F\\F_0001.jpg",
          "G\\G_0001.jpg",
          "H\\H_0001.jpg",
          "I\\I_0001.jpg",
          "I\\I_0002.jpg",
          "J\\J_0001.jpg");

  private final Path directory;
  private List<String> names = NAMES;
  private List<String> attributes = List.of("Young", "5 o'Clock Shadow ", "male");
  private double[][] labels = new double[NAMES.size()][3];

  private LfwaFolder(Path directory) {
    this.directory = directory;
  }

  /** Pictures of one byte; the first row is Young, the second has a shadow, no one else shows. */
  static LfwaFolder in(Path directory) {
    LfwaFolder folder = new LfwaFolder(directory);
    folder.labels[0][0] = 1;
    folder.labels[1][1] = 1;
    folder.labels[2][2] = -1;
    for (String name : NAMES) {
      folder.picture("lfw/" + name.replace('\\', '/'));
    }
    return folder;
  }

  LfwaFolder names(List<String> changed) {
    names = changed;
    return this;
  }

  LfwaFolder attributes(List<String> changed) {
    attributes = changed;
    return this;
  }

  LfwaFolder labels(double[][] changed) {
    labels = changed;
    return this;
  }

  LfwaFolder label(int row, int column, double value) {
    labels[row][column] = value;
    return this;
  }

  LfwaFolder picture(String name) {
    try {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "x");
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the official split; numbers count from 1. */
  LfwaFolder indices(double[] train, double[] test) {
    try {
      Mat5.writeToFile(
          Mat5.newMatFile()
              .addArray("indices_img_train", column(train))
              .addArray("indices_img_test", column(test)),
          directory.resolve(LfwaLayout.INDICES).toFile());
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  AttributeDataset read() {
    Matrix matrix = Mat5.newMatrix(labels.length, labels[0].length);
    for (int row = 0; row < labels.length; row++) {
      for (int column = 0; column < labels[0].length; column++) {
        matrix.setDouble(row, column, labels[row][column]);
      }
    }
    try {
      Mat5.writeToFile(
          Mat5.newMatFile()
              .addArray("name", cell(names))
              .addArray("AttrName", cell(attributes))
              .addArray("label", matrix),
          directory.resolve(LfwaLayout.ATTRIBUTES).toFile());
      return LfwaLayout.read(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Matrix column(double[] values) {
    Matrix matrix = Mat5.newMatrix(values.length, 1);
    for (int i = 0; i < values.length; i++) {
      matrix.setDouble(i, values[i]);
    }
    return matrix;
  }

  private static Cell cell(List<String> texts) {
    Cell cell = Mat5.newCell(texts.size(), 1);
    for (int i = 0; i < texts.size(); i++) {
      cell.set(i, Mat5.newString(texts.get(i)));
    }
    return cell;
  }
}
