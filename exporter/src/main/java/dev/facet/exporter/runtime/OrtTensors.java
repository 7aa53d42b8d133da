package dev.facet.exporter.runtime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import dev.facet.exporter.ExportException;
import dev.facet.exporter.graph.ElementType;
import dev.facet.exporter.graph.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Carries tensors over the border to ONNX Runtime and back. */
final class OrtTensors {
  private OrtTensors() {}

  /** A native copy; the caller closes it. */
  static OnnxTensor toOrt(Tensor tensor) throws OrtException {
    ByteBuffer source = tensor.bytes();
    ByteBuffer direct =
        ByteBuffer.allocateDirect(source.remaining()).order(ByteOrder.nativeOrder());
    direct.put(source).flip();
    return OnnxTensor.createTensor(
        OrtStart.environment(), direct, tensor.shape(), javaType(tensor.type()));
  }

  /** A copy of an output in Java's memory. */
  static Tensor fromOrt(String name, OnnxValue value) {
    if (!(value instanceof OnnxTensor tensor)) {
      throw new ExportException(
          "Output %s is a %s, but Facet's outputs are tensors.".formatted(name, value.getType()));
    }
    ByteBuffer buffer = tensor.getByteBuffer();
    byte[] content = new byte[buffer.remaining()];
    buffer.get(content);
    return Tensor.of(
        elementType(name, tensor.getInfo().type), content, tensor.getInfo().getShape());
  }

  private static OnnxJavaType javaType(ElementType type) {
    return switch (type) {
      case FLOAT -> OnnxJavaType.FLOAT;
      case UINT8 -> OnnxJavaType.UINT8;
      case INT8 -> OnnxJavaType.INT8;
      case INT32 -> OnnxJavaType.INT32;
      case INT64 -> OnnxJavaType.INT64;
      case BOOL -> OnnxJavaType.BOOL;
      case FLOAT16 -> OnnxJavaType.FLOAT16;
    };
  }

  private static ElementType elementType(String name, OnnxJavaType type) {
    return switch (type) {
      case FLOAT -> ElementType.FLOAT;
      case UINT8 -> ElementType.UINT8;
      case INT8 -> ElementType.INT8;
      case INT32 -> ElementType.INT32;
      case INT64 -> ElementType.INT64;
      case BOOL -> ElementType.BOOL;
      case FLOAT16 -> ElementType.FLOAT16;
      case DOUBLE, INT16, STRING, BFLOAT16, UNKNOWN ->
          throw new ExportException(
              "Output %s has type %s, which Facet's graphs do not use.".formatted(name, type));
    };
  }
}
