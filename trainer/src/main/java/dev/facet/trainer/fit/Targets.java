package dev.facet.trainer.fit;

import dev.facet.trainer.augment.Batch;
import dev.facet.trainer.kernel.Memory;
import dev.facet.trainer.network.Network;
import dev.facet.trainer.network.Subjects;
import dev.facet.trainer.network.Tensors;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What a network learns from a batch beside its images: the labels of its attributes, the
 * identities of the faces, or both.
 */
final class Targets {
  private final int[] columns;
  private final int width;
  private final int persons;
  private final Map<String, INDArray> arrays = new LinkedHashMap<>();

  /**
   * Arrays for batches of one size.
   *
   * @param subjects of the training data
   */
  Targets(Network network, Subjects subjects, int batch) {
    this.persons = subjects.identities();
    this.width = subjects.attributes().size();
    this.columns = network.attributes().stream().mapToInt(subjects.attributes()::indexOf).toArray();
    if (columns.length > 0) {
      arrays.put(Tensors.LABELS, Nd4j.zeros(DataType.FLOAT, batch, columns.length));
    }
    if (network.learnsIdentities()) {
      arrays.put(Tensors.IDENTITIES, Nd4j.zeros(DataType.FLOAT, batch, persons));
    }
  }

  /** The arrays by the placeholder that they feed. */
  Map<String, INDArray> arrays() {
    return arrays;
  }

  /** Takes over the targets of a batch. */
  void fill(Batch batch) {
    INDArray labels = arrays.get(Tensors.LABELS);
    if (labels != null) {
      Memory.put(labels, labels(batch));
    }
    INDArray identities = arrays.get(Tensors.IDENTITIES);
    if (identities != null) {
      Memory.put(identities, identities(batch));
    }
  }

  private float[] labels(Batch batch) {
    int faces = batch.indices().length;
    float[] values = new float[faces * columns.length];
    for (int i = 0; i < faces; i++) {
      for (int a = 0; a < columns.length; a++) {
        values[i * columns.length + a] = batch.labels()[i * width + columns[a]];
      }
    }
    return values;
  }

  private float[] identities(Batch batch) {
    int[] classes = batch.identities();
    float[] values = new float[classes.length * persons];
    for (int i = 0; i < classes.length; i++) {
      values[i * persons + classes[i]] = 1;
    }
    return values;
  }
}
