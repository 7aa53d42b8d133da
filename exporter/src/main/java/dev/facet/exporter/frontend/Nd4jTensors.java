package dev.facet.exporter.frontend;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.graph.ElementType;
import dev.facet.exporter.graph.Tensor;
import java.nio.ByteBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Copies between ND4J's arrays and the compiler's tensors. */
public final class Nd4jTensors {
  private Nd4jTensors() {}

  /**
   * A copy of an array in row-major order.
   *
   * @param name what to call the array in an error
   * @param array of type FLOAT, LONG, INT or BOOL
   * @throws ExportException for any other type
   */
  public static Tensor of(String name, INDArray array) {
    ElementType type = ShapeProbe.type(name, array.dataType());
    INDArray ordered = array.dup('c');
    return switch (type) {
      case FLOAT -> Tensor.ofFloats(ordered.data().asFloat(), array.shape());
      case INT64 -> Tensor.ofLongs(ordered.data().asLong(), array.shape());
      case INT32 -> Tensor.ofInts(ordered.data().asInt(), array.shape());
      case BOOL -> {
        int[] flags = ordered.castTo(DataType.INT32).data().asInt();
        byte[] bytes = new byte[flags.length];
        for (int i = 0; i < flags.length; i++) {
          bytes[i] = (byte) flags[i];
        }
        yield Tensor.of(type, bytes, array.shape());
      }
      case UINT8, INT8, FLOAT16 ->
          throw new IllegalStateException("SameDiff variables are never read as " + type);
    };
  }

  /** A copy of a constant; the numbers of Java, which are doubles, become floats. */
  static Tensor ofConstant(String name, INDArray array) {
    return of(name, array.dataType() == DataType.DOUBLE ? array.castTo(DataType.FLOAT) : array);
  }

  /**
   * A copy of a tensor as an array.
   *
   * @throws IllegalArgumentException for a type that SameDiff's variables never have here
   */
  public static INDArray toArray(Tensor tensor) {
    return switch (tensor.type()) {
      case FLOAT -> Nd4j.create(tensor.floats(), tensor.shape(), 'c');
      case INT64 -> Nd4j.createFromArray(tensor.longs()).reshape(tensor.shape());
      case INT32 ->
          Nd4j.createFromArray(tensor.longs()).castTo(DataType.INT32).reshape(tensor.shape());
      case BOOL -> answers(tensor);
      case UINT8, INT8, FLOAT16 ->
          throw new IllegalArgumentException("SameDiff is never fed " + tensor);
    };
  }

  private static INDArray answers(Tensor tensor) {
    ByteBuffer bytes = tensor.bytes();
    boolean[] answers = new boolean[bytes.remaining()];
    for (int i = 0; i < answers.length; i++) {
      answers[i] = bytes.get(i) != 0;
    }
    return Nd4j.createFromArray(answers).reshape(tensor.shape());
  }
}
