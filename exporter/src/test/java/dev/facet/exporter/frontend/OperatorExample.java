package dev.facet.exporter.frontend;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One way to use an operator of the table.
 *
 * @param operator the table's name for it
 * @param form what is special about this use
 * @param input what the graph is fed
 * @param build makes the graph's last variable from its input
 * @param saved whether the graph is saved and loaded first; some ND4J cannot read again
 */
record OperatorExample(String operator, String form, Input input, GraphPart build, boolean saved) {

  /**
   * What a graph is fed for each batch entry.
   *
   * @param type FLOAT for normal numbers, INT or LONG for indices, BOOL for answers
   * @param bound indices are below it
   * @param extents the sizes from which each axis behind the batch is drawn
   */
  record Input(DataType type, int bound, List<Range> extents) {
    /** Normal numbers. */
    static Input floats(Range... extents) {
      return new Input(DataType.FLOAT, 0, List.of(extents));
    }

    /** Indices below a bound. */
    static Input indices(DataType type, int bound, Range... extents) {
      return new Input(type, bound, List.of(extents));
    }

    /** Yes or no. */
    static Input answers(Range... extents) {
      return new Input(DataType.BOOL, 2, List.of(extents));
    }

    /** A shape with the batch of -1. */
    long[] draw(Random random) {
      long[] shape = new long[extents.size() + 1];
      Arrays.setAll(shape, axis -> axis == 0 ? -1 : extents.get(axis - 1).draw(random));
      return shape;
    }
  }

  /** Sizes of an axis, both ends included. */
  record Range(int least, int most) {
    /** One size only. */
    static Range of(int size) {
      return new Range(size, size);
    }

    static Range between(int least, int most) {
      return new Range(least, most);
    }

    long draw(Random random) {
      return random.nextLong(least, most + 1L);
    }
  }

  /** Builds a graph on an input. */
  @FunctionalInterface
  interface GraphPart {
    SDVariable build(Scene scene);
  }

  /** A graph under construction. */
  record Scene(SameDiff graph, SDVariable input, Random random) {
    /** The size of an axis of the input. */
    long size(int axis) {
      return input.placeholderShape()[axis];
    }

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
      return constant(array);
    }

    /** A constant. */
    SDVariable constant(INDArray array) {
      return graph.constant("constant" + graph.variables().size(), array);
    }

    /** A constant list of integers. */
    SDVariable integers(int... values) {
      return constant(Nd4j.createFromArray(values));
    }

    private INDArray numbers(long... shape) {
      INDArray array = Nd4j.zeros(DataType.FLOAT, shape);
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
