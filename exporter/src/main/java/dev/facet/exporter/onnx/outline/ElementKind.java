package dev.facet.exporter.onnx.outline;

import java.util.Arrays;

/** Every element type of ONNX, with its number in files, its name and its width in bits. */
public enum ElementKind {
  UNKNOWN(0, 0, "unknown"),
  FLOAT(1, 32, "float32"),
  UINT8(2, 8, "uint8"),
  INT8(3, 8, "int8"),
  UINT16(4, 16, "uint16"),
  INT16(5, 16, "int16"),
  INT32(6, 32, "int32"),
  INT64(7, 64, "int64"),
  STRING(8, 0, "string"),
  BOOL(9, 8, "bool"),
  FLOAT16(10, 16, "float16"),
  DOUBLE(11, 64, "float64"),
  UINT32(12, 32, "uint32"),
  UINT64(13, 64, "uint64"),
  COMPLEX64(14, 64, "complex64"),
  COMPLEX128(15, 128, "complex128"),
  BFLOAT16(16, 16, "bfloat16"),
  FLOAT8E4M3FN(17, 8, "float8e4m3fn"),
  FLOAT8E4M3FNUZ(18, 8, "float8e4m3fnuz"),
  FLOAT8E5M2(19, 8, "float8e5m2"),
  FLOAT8E5M2FNUZ(20, 8, "float8e5m2fnuz"),
  UINT4(21, 4, "uint4"),
  INT4(22, 4, "int4"),
  FLOAT4E2M1(23, 4, "float4e2m1"),
  FLOAT8E8M0(24, 8, "float8e8m0"),
  UINT2(25, 2, "uint2"),
  INT2(26, 2, "int2"),
  FLOAT6E2M3(27, 6, "float6e2m3"),
  FLOAT6E3M2(28, 6, "float6e3m2");

  private final int code;
  private final int bits;
  private final String label;

  ElementKind(int code, int bits, String label) {
    this.code = code;
    this.bits = bits;
    this.label = label;
  }

  /** The kind with this {@code TensorProto.DataType}, {@link #UNKNOWN} for one that ONNX lacks. */
  static ElementKind of(int code) {
    return Arrays.stream(values()).filter(kind -> kind.code == code).findFirst().orElse(UNKNOWN);
  }

  /** Its name as manifests write it, such as {@code float32}. */
  public String label() {
    return label;
  }

  /** The number of {@code TensorProto.DataType}. */
  public int code() {
    return code;
  }

  /** The bytes that so many elements take, 0 for texts. */
  public long bytes(long elements) {
    return Math.ceilDiv(Math.multiplyExact(elements, bits), Byte.SIZE);
  }

  /** Whether such numbers are learnt, and not lengths, axes, answers or texts. */
  public boolean learnt() {
    return switch (this) {
      case UNKNOWN, INT64, UINT64, STRING, BOOL -> false;
      case FLOAT, UINT8, INT8, UINT16, INT16, INT32, FLOAT16, DOUBLE, UINT32 -> true;
      case COMPLEX64, COMPLEX128, BFLOAT16, FLOAT8E4M3FN, FLOAT8E4M3FNUZ -> true;
      case FLOAT8E5M2, FLOAT8E5M2FNUZ, UINT4, INT4, FLOAT4E2M1, FLOAT8E8M0, UINT2, INT2 -> true;
      case FLOAT6E2M3, FLOAT6E3M2 -> true;
    };
  }
}
