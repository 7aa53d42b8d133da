package dev.facet.exporter.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.facet.exporter.ExportException;
import dev.facet.exporter.onnx.proto.ModelProto;
import java.io.IOException;

/** The first step of reading an ONNX file: its messages. */
public final class ModelBytes {
  private ModelBytes() {}

  /**
   * The model's messages. Its weights stay in the given bytes, which must not change any more.
   *
   * @param bytes the content of an {@code .onnx} file
   * @param where what to call the file in an error
   * @param remedy what to do about a file that is none, as the end of a sentence
   * @throws ExportException if the bytes are no ONNX model
   */
  public static ModelProto parse(byte[] bytes, String where, String remedy) {
    try {
      CodedInputStream input = CodedInputStream.newInstance(bytes);
      input.enableAliasing(true);
      ModelProto proto = ModelProto.parseFrom(input);
      input.checkLastTagWas(0);
      if (!proto.hasGraph()) {
        throw new ExportException(
            "%s is not an ONNX model: it has no graph; %s.".formatted(where, remedy));
      }
      return proto;
    } catch (InvalidProtocolBufferException e) {
      throw new ExportException(
          "%s is not an ONNX model, or it is damaged (%s): %s."
              .formatted(where, firstSentence(e.getMessage()), remedy),
          e);
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory are always readable", e);
    }
  }

  private static String firstSentence(String text) {
    int end = text.indexOf('.');
    return end < 0 ? text : text.substring(0, end);
  }
}
