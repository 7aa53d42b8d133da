package dev.facet.exporter.onnx.outline;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.onnx.proto.SparseTensorProto;
import dev.facet.exporter.onnx.proto.TensorProto;
import java.util.List;

/** Reads what a tensor of a file is, and whether it holds as much as it says. */
final class WeightReader {
  private static final int WORD = 32;

  private WeightReader() {}

  /**
   * A tensor without its numbers.
   *
   * @throws ExportException if a dimension is negative, or there are fewer or more numbers
   */
  static WeightOutline read(TensorProto proto, String where) {
    ElementKind type = ElementKind.of(proto.getDataType());
    boolean external = proto.getDataLocation() == TensorProto.DataLocation.EXTERNAL;
    WeightOutline weight =
        new WeightOutline(
            proto.getName(),
            type,
            proto.getDimsList(),
            elements(proto.getName(), proto.getDimsList(), where),
            external);
    if (!external && type != ElementKind.UNKNOWN && !holdsItsNumbers(proto, weight)) {
      throw new ExportException(
          "%s is damaged: tensor '%s' says that it is %s, but holds other than %d numbers; get the file again."
              .formatted(where, proto.getName(), weight.describe(), weight.elements()));
    }
    return weight;
  }

  /** A tensor of which a file holds only what is not zero: as large as what it stands for. */
  static WeightOutline read(SparseTensorProto proto, String where) {
    TensorProto numbers = proto.getValues();
    return new WeightOutline(
        numbers.getName(),
        ElementKind.of(numbers.getDataType()),
        proto.getDimsList(),
        elements(numbers.getName(), proto.getDimsList(), where),
        false);
  }

  private static long elements(String name, List<Long> shape, String where) {
    try {
      long elements = 1;
      for (long size : shape) {
        if (size < 0) {
          throw new ArithmeticException("negative size");
        }
        elements = Math.multiplyExact(elements, size);
      }
      // the widest elements have 16 bytes: their size in bytes fits as well
      Math.multiplyExact(elements, 2 * Long.SIZE);
      return elements;
    } catch (ArithmeticException e) {
      throw new ExportException(
          "%s is damaged: tensor '%s' cannot have the shape %s; get the file again."
              .formatted(where, name, shape),
          e);
    }
  }

  private static boolean holdsItsNumbers(TensorProto proto, WeightOutline weight) {
    long elements = weight.elements();
    if (proto.hasRawData()) {
      return proto.getRawData().size() == weight.bytes();
    }
    return switch (weight.type()) {
      case FLOAT -> proto.getFloatDataCount() == elements;
      case COMPLEX64 -> proto.getFloatDataCount() == 2 * elements;
      case DOUBLE -> proto.getDoubleDataCount() == elements;
      case COMPLEX128 -> proto.getDoubleDataCount() == 2 * elements;
      case INT64 -> proto.getInt64DataCount() == elements;
      case UINT32, UINT64 -> proto.getUint64DataCount() == elements;
      case STRING -> proto.getStringDataCount() == elements;
      // two or four to a byte, and bytes in numbers of 32 bits: files pack them either way
      case UINT4, INT4, FLOAT4E2M1, UINT2, INT2, FLOAT6E2M3, FLOAT6E3M2 ->
          proto.getInt32DataCount() <= elements
              && Math.multiplyExact((long) proto.getInt32DataCount(), WORD) >= weight.bytes();
      case UINT8, INT8, UINT16, INT16, INT32, BOOL, FLOAT16, BFLOAT16 ->
          proto.getInt32DataCount() == elements;
      case FLOAT8E4M3FN, FLOAT8E4M3FNUZ, FLOAT8E5M2, FLOAT8E5M2FNUZ, FLOAT8E8M0 ->
          proto.getInt32DataCount() == elements;
      case UNKNOWN -> true;
    };
  }
}
