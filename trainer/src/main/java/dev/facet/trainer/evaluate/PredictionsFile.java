package dev.facet.trainer.evaluate;

import dev.facet.trainer.data.DataException;
import dev.facet.trainer.data.Example;
import dev.facet.trainer.data.PictureFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run says of every face, beside its labels, for whoever compares models or draws other
 * plots: written by {@code facet-trainer evaluate --predictions}.
 *
 * @param format always {@link #FORMAT}
 * @param partition which faces
 * @param attributes what is predicted, in label order
 * @param faces one after the other, in the order of the dataset
 */
public record PredictionsFile(
    String format, String partition, List<String> attributes, List<Face> faces) {
  /** Marks the file and its version. */
  public static final String FORMAT = "facet-predictions/1";

  /** Takes copies. */
  public PredictionsFile {
    attributes = List.copyOf(attributes);
    faces = List.copyOf(faces);
  }

  /**
   * A face.
   *
   * @param picture its file, or its name where it lies in an archive
   * @param labels {@code [A]}: whether it shows the attribute
   * @param probabilities {@code [A]}, in 0..1
   */
  @SuppressWarnings("ArrayRecordComponent") // written, never compared
  public record Face(String picture, boolean[] labels, float[] probabilities) {}

  /**
   * Puts predictions beside the faces that they are of.
   *
   * @param examples the faces, in the order of the predictions
   * @throws DataException if the faces lack a label of the predictions
   * @throws IllegalArgumentException if there are more or fewer faces than predictions
   */
  public static PredictionsFile of(
      String partition, Predictions predictions, List<Example> examples) {
    if (examples.size() != predictions.size()) {
      throw new IllegalArgumentException(
          "%d faces cannot have %d predictions".formatted(examples.size(), predictions.size()));
    }
    List<boolean[]> labels = predictions.attributes().stream().map(predictions::shown).toList();
    List<Face> faces = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      boolean[] shown = new boolean[labels.size()];
      for (int a = 0; a < shown.length; a++) {
        shown[a] = labels.get(a)[i];
      }
      faces.add(new Face(place(examples.get(i)), shown, predictions.probabilities(i)));
    }
    return new PredictionsFile(FORMAT, partition, predictions.attributes(), faces);
  }

  /**
   * Writes it, in one step.
   *
   * @throws DataException if the file cannot be written
   */
  public void write(Path file) {
    JsonFile.writeCompact(file, this);
  }

  private static String place(Example face) {
    return face.picture() instanceof PictureFile(Path path)
        ? path.toAbsolutePath().normalize().toString()
        : face.picture().name();
  }
}
