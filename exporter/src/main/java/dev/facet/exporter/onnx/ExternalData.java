package dev.facet.exporter.onnx;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.onnx.proto.StringStringEntryProto;
import dev.facet.exporter.onnx.proto.TensorProto;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Weights that a model keeps in other files of its folder, and nowhere else. */
final class ExternalData {
  private final Optional<Path> model;

  private ExternalData(Optional<Path> model) {
    this.model = model;
  }

  /** For a model that is not in a folder. */
  static ExternalData none() {
    return new ExternalData(Optional.empty());
  }

  /** For a model in a file. */
  static ExternalData beside(Path model) {
    return new ExternalData(Optional.of(model.toAbsolutePath()));
  }

  /**
   * The bytes of a tensor.
   *
   * @throws ExportException if they are in another folder, missing or beyond the end of the file
   */
  byte[] read(TensorProto tensor) {
    String location = entry(tensor, "location").orElse("");
    Path file =
        model
            .filter(each -> isPlain(location))
            .map(each -> each.resolveSibling(location))
            .filter(Files::isRegularFile)
            .orElseThrow(
                () ->
                    wrong(
                        tensor,
                        "in the file '%s', which must be beside the model".formatted(location)));
    try (FileChannel channel = FileChannel.open(file)) {
      long offset = number(tensor, "offset").orElse(0L);
      long length = number(tensor, "length").orElse(channel.size() - offset);
      boolean inside =
          offset >= 0
              && length >= 0
              && length <= Integer.MAX_VALUE
              && offset <= channel.size() - length;
      if (!inside) {
        throw wrong(
            tensor,
            "at byte %d of %s, %d bytes long, but the file has %d"
                .formatted(offset, file, length, channel.size()));
      }
      ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(length));
      while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {
        // until all is read
      }
      return bytes.array();
    } catch (IOException e) {
      throw new ExportException("%s cannot be read: %s.".formatted(file, e), e);
    }
  }

  private static boolean isPlain(String location) {
    return location.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*");
  }

  private static Optional<Long> number(TensorProto tensor, String key) {
    return entry(tensor, key)
        .map(
            text -> {
              try {
                return Long.parseLong(text);
              } catch (NumberFormatException e) {
                throw wrong(tensor, "at %s '%s', which is no number".formatted(key, text));
              }
            });
  }

  private static Optional<String> entry(TensorProto tensor, String key) {
    return tensor.getExternalDataList().stream()
        .filter(each -> each.getKey().equals(key))
        .map(StringStringEntryProto::getValue)
        .findFirst();
  }

  private static ExportException wrong(TensorProto tensor, String where) {
    return new ExportException(
        "Weight %s should be %s: export the model again.".formatted(tensor.getName(), where));
  }
}
