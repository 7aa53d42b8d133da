package dev.facet.trainer.weights;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.stream.Stream;

/** The formats of real numbers that ONNX knows and Facet reads. */
enum FloatFormat {
  /** IEEE 754 single precision. */
  SINGLE(1, Float.BYTES),
  /** IEEE 754 half precision. */
  HALF(10, Short.BYTES),
  /** IEEE 754 double precision. */
  DOUBLE(11, Double.BYTES),
  /** The upper half of a number in single precision. */
  BRAIN(16, Short.BYTES);

  private final int code;
  private final int width;

  FloatFormat(int code, int width) {
    this.code = code;
    this.width = width;
  }

  /** The format of a value of TensorProto.DataType, if it is one of these. */
  static Optional<FloatFormat> of(int code) {
    return Stream.of(values()).filter(each -> each.code == code).findFirst();
  }

  /** Bytes of a number. */
  int width() {
    return width;
  }

  /** All numbers of a buffer in single precision. */
  float[] floats(ByteBuffer bytes) {
    float[] numbers = new float[bytes.remaining() / width];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] =
          switch (this) {
            case SINGLE -> bytes.getFloat();
            case HALF -> Float.float16ToFloat(bytes.getShort());
            case DOUBLE -> (float) bytes.getDouble();
            case BRAIN -> Float.intBitsToFloat(bytes.getShort() << Short.SIZE);
          };
    }
    return numbers;
  }
}
