package dev.facet.trainer.weights;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/** Writes the parts of an ONNX model, field by field, without any class that reads them. */
public final class OnnxFile {
  /** Writes to a message. */
  public interface Part {
    void write(CodedOutputStream out) throws IOException;
  }

  static ByteString message(Part... parts) {
    ByteString.Output output = ByteString.newOutput();
    CodedOutputStream out = CodedOutputStream.newInstance(output);
    try {
      for (Part part : parts) {
        part.write(out);
      }
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return output.toByteString();
  }

  /** A model with a version, a producer and a graph. */
  public static byte[] model(Part... graph) {
    return message(
            out -> out.writeInt64(1, 8),
            out -> out.writeString(2, "a test"),
            out -> out.writeBytes(7, message(graph)))
        .toByteArray();
  }

  /** An initialiser of a graph. */
  static Part initialiser(ByteString tensor) {
    return out -> out.writeBytes(5, tensor);
  }

  /** A tensor's name, type and extents. */
  static Part tensor(String name, int type, long... shape) {
    return out -> {
      for (long extent : shape) {
        out.writeInt64(1, extent);
      }
      out.writeInt32(2, type);
      out.writeString(8, name);
    };
  }

  /** Numbers in single precision, as bytes. */
  static Part raw(float... numbers) {
    ByteBuffer buffer =
        ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float number : numbers) {
      buffer.putFloat(number);
    }
    return out -> out.writeByteArray(9, buffer.array());
  }

  /** An initialiser in single precision. */
  public static Part initialiser(String name, long[] shape, float... numbers) {
    return initialiser(message(tensor(name, 1, shape), raw(numbers)));
  }

  /** Data in another file. */
  static Part external(Map<String, String> entries) {
    return out -> {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        out.writeBytes(
            13,
            message(
                each -> each.writeString(1, entry.getKey()),
                each -> each.writeString(2, entry.getValue())));
      }
      out.writeEnum(14, 1);
    };
  }

  /** An operator with inputs and one output. */
  public static Part node(String type, String output, String... inputs) {
    return out -> out.writeBytes(1, message(parts(type, output, inputs)));
  }

  /** A constant. */
  static Part constant(String output, ByteString tensor) {
    Part attribute =
        out ->
            out.writeBytes(
                5, message(a -> a.writeString(1, "value"), a -> a.writeBytes(5, tensor)));
    return out -> out.writeBytes(1, message(parts("Constant", output), attribute));
  }

  private static Part parts(String type, String output, String... inputs) {
    return out -> {
      for (String input : inputs) {
        out.writeString(1, input);
      }
      out.writeString(2, output);
      out.writeString(4, type);
    };
  }

  private OnnxFile() {}
}
