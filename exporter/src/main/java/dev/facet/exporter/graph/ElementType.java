package dev.facet.exporter.graph;

import java.util.Arrays;
import java.util.Optional;

/** The element types that Facet's graphs use, with ONNX's number and the width of each. */
public enum ElementType {
  FLOAT(1, 4, "float32"),
  UINT8(2, 1, "uint8"),
  INT8(3, 1, "int8"),
  INT32(6, 4, "int32"),
  INT64(7, 8, "int64"),
  BOOL(9, 1, "bool"),
  FLOAT16(10, 2, "float16");

  private final int onnxCode;
  private final int bytes;
  private final String label;

  ElementType(int onnxCode, int bytes, String label) {
    this.onnxCode = onnxCode;
    this.bytes = bytes;
    this.label = label;
  }

  /** The value of {@code TensorProto.DataType}. */
  public int onnxCode() {
    return onnxCode;
  }

  /** The width of one element in bytes. */
  public int bytes() {
    return bytes;
  }

  /** The name that manifests use, such as {@code float32}. */
  public String label() {
    return label;
  }

  /** The type with this {@code TensorProto.DataType}, empty for the types that Facet never uses. */
  public static Optional<ElementType> ofOnnxCode(int code) {
    return Arrays.stream(values()).filter(type -> type.onnxCode == code).findFirst();
  }
}
