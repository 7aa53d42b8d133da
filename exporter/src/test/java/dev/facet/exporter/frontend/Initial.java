package dev.facet.exporter.frontend;

import java.util.Random;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Weights as they are before a network has learned: small, so that numbers keep their size. */
record Initial(SameDiff graph, Random random) {
  /**
   * Normal numbers.
   *
   * @param inputs how many numbers are summed with these weights
   */
  SDVariable weights(long inputs, long... shape) {
    return filled(Math.sqrt(1.0 / inputs), 0, shape);
  }

  /** Numbers around 1, for scales and variances. */
  SDVariable scales(long... shape) {
    return filled(0.1, 1, shape);
  }

  /** Numbers around 0, for biases and means. */
  SDVariable offsets(long... shape) {
    return filled(0.1, 0, shape);
  }

  private SDVariable filled(double deviation, double mean, long... shape) {
    INDArray array = Nd4j.zeros(DataType.FLOAT, shape);
    for (int i = 0; i < array.length(); i++) {
      array.putScalar(i, mean + deviation * random.nextGaussian());
    }
    return graph.var("parameter" + graph.variables().size(), array);
  }
}
