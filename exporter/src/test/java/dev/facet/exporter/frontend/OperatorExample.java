package dev.facet.exporter.frontend;

import java.util.List;
import java.util.Random;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One way to use an operator of the table.
 *
 * @param operator the table's name for it
 * @param form what is special about this use
 * @param inputShape of the input for one batch entry
 * @param build makes the graph's last variable from its input
 */
record OperatorExample(String operator, String form, List<Long> inputShape, GraphPart build) {

  /** Builds a graph on an input. */
  @FunctionalInterface
  interface GraphPart {
    SDVariable build(Scene scene);
  }

  /** A graph under construction. */
  record Scene(SameDiff graph, SDVariable input, Random random) {
    /** A weight of normal numbers. */
    SDVariable weight(long... shape) {
      return graph.var("weight" + graph.variables().size(), numbers(shape));
    }

    /** A constant of numbers in 0.5..1.5. */
    SDVariable positive(long... shape) {
      INDArray array = numbers(shape);
      for (int i = 0; i < array.length(); i++) {
        array.putScalar(i, 0.5 + random.nextDouble());
      }
      return graph.constant("positive" + graph.variables().size(), array);
    }

    private INDArray numbers(long... shape) {
      INDArray array = Nd4j.zeros(org.nd4j.linalg.api.buffer.DataType.FLOAT, shape);
      for (int i = 0; i < array.length(); i++) {
        array.putScalar(i, random.nextGaussian());
      }
      return array;
    }
  }

  @Override
  public String toString() {
    return form.isEmpty() ? operator : operator + ", " + form;
  }
}
