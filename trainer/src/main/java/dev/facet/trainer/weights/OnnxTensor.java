package dev.facet.trainer.weights;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.facet.trainer.data.DataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One tensor of a model; field numbers are those of TensorProto in {@code onnx.proto} 1.17. */
final class OnnxTensor {
  private static final int DIMS = 1;
  private static final int TYPE = 2;
  private static final int FLOAT_DATA = 4;
  private static final int INT32_DATA = 5;
  private static final int NAME = 8;
  private static final int RAW_DATA = 9;
  private static final int DOUBLE_DATA = 10;
  private static final int EXTERNAL_DATA = 13;
  private static final int LOCATION = 14;
  private static final int ENTRY_KEY = 1;
  private static final int ENTRY_VALUE = 2;

  private final Path file;
  private final List<Long> shape = new ArrayList<>();
  private final Map<String, String> external = new HashMap<>();
  private final ByteArrayOutputStream typed = new ByteArrayOutputStream();
  private byte[] raw = {};
  private String name = "";
  private int type;
  private boolean elsewhere;

  /** Nothing so far of a tensor in a file. */
  OnnxTensor(Path file) {
    this.file = file;
  }

  String name() {
    return name;
  }

  void read(CodedInputStream in) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case DIMS -> numbers(in, tag, () -> shape.add(in.readInt64()));
        case TYPE -> type = in.readInt32();
        case FLOAT_DATA -> numbers(in, tag, () -> put(in.readFixed32(), Integer.BYTES));
        // half precision: sixteen bits in each number
        case INT32_DATA -> numbers(in, tag, () -> put(in.readInt32(), Short.BYTES));
        case DOUBLE_DATA -> numbers(in, tag, () -> put(in.readFixed64(), Long.BYTES));
        case NAME -> name = in.readString();
        case RAW_DATA -> raw = in.readByteArray();
        case EXTERNAL_DATA -> OnnxGraph.message(in, this::readEntry);
        case LOCATION -> elsewhere = in.readEnum() == 1;
        default -> in.skipField(tag);
      }
    }
  }

  private void readEntry(CodedInputStream in) throws IOException {
    String key = "";
    String value = "";
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (OnnxGraph.isMessage(tag, ENTRY_KEY)) {
        key = in.readString();
      } else if (OnnxGraph.isMessage(tag, ENTRY_VALUE)) {
        value = in.readString();
      } else {
        in.skipField(tag);
      }
    }
    external.put(key, value);
  }

  /** Reads one number. */
  private interface Element {
    void read() throws IOException;
  }

  /** Numbers stand one by one or packed. */
  private static void numbers(CodedInputStream in, int tag, Element element) throws IOException {
    if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
      element.read();
      return;
    }
    int outer = in.pushLimit(in.readRawVarint32());
    while (in.getBytesUntilLimit() > 0) {
      element.read();
    }
    in.popLimit(outer);
  }

  private void put(long bits, int bytes) {
    for (int i = 0; i < bytes; i++) {
      typed.write((int) (bits >>> (Byte.SIZE * i)));
    }
  }

  /**
   * The numbers in single precision; nothing if they are whole numbers, texts or truth values.
   *
   * @throws DataException if there are not as many as the shape needs
   */
  Optional<NamedArrays.Values> values() {
    Optional<FloatFormat> format = FloatFormat.of(type);
    if (format.isEmpty()) {
      return Optional.empty();
    }
    long bytes = length() * format.get().width();
    byte[] data = raw.length > 0 ? raw : typed.toByteArray();
    if (elsewhere) {
      data = new ExternalData(file, name, external).read(bytes);
    }
    if (data.length != bytes) {
      throw new DataException(
          "ONNX model %s has %d bytes for array %s where its shape %s needs %d: export it again."
              .formatted(file, data.length, name, shape, bytes));
    }
    ByteBuffer numbers = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    return Optional.of(new NamedArrays.Values(shape, format.get().floats(numbers)));
  }

  private long length() {
    long length = 1;
    for (long extent : shape) {
      if (extent < 0 || (extent > 0 && length > Integer.MAX_VALUE / extent)) {
        throw new DataException(
            "ONNX model %s has an array %s of impossible shape %s: export it again."
                .formatted(file, name, shape));
      }
      length *= extent;
    }
    return length;
  }
}
