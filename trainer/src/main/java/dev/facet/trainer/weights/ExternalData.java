package dev.facet.trainer.weights;

import dev.facet.trainer.data.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * An array that lies in a file beside its model.
 *
 * @param model the model's file
 * @param array name of the array
 * @param entries what the model says: {@code location} and, if they are not 0 and the rest, {@code
 *     offset} and {@code length}
 */
record ExternalData(Path model, String array, Map<String, String> entries) {

  /**
   * Reads the array.
   *
   * @param bytes how many its shape needs
   * @throws DataException if the file is missing, too short, or not beside the model
   */
  byte[] read(long bytes) {
    Path file = file();
    long offset = number("offset", 0);
    if (number("length", bytes) != bytes) {
      throw new DataException(
          "ONNX model %s says that array %s has %s bytes in %s, but its shape needs %d: export it again."
              .formatted(model, array, entries.get("length"), file, bytes));
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (offset < 0 || offset > channel.size() - bytes) {
        throw new DataException(
            "%s ends before array %s of ONNX model %s does: fetch or export both again."
                .formatted(file, array, model));
      }
      ByteBuffer data = ByteBuffer.allocate(Math.toIntExact(bytes));
      int read = 0;
      while (read >= 0 && data.hasRemaining()) {
        read = channel.read(data, offset + data.position());
      }
      return data.array();
    } catch (IOException e) {
      throw new DataException("%s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
  }

  private Path file() {
    String location = entries.getOrDefault("location", "");
    Path folder = model.toAbsolutePath().normalize().getParent();
    Path file;
    try {
      file = folder.resolve(location).normalize();
    } catch (InvalidPathException e) {
      throw outside(location, e);
    }
    if (location.isEmpty() || !file.startsWith(folder) || file.equals(folder)) {
      throw outside(location, new IllegalArgumentException(location));
    }
    if (!Files.isRegularFile(file)) {
      throw new DataException(
          "ONNX model %s keeps its weights in %s, which is missing: put that file beside it."
              .formatted(model, location));
    }
    return file;
  }

  private DataException outside(String location, Exception cause) {
    return new DataException(
        "ONNX model %s keeps array %s in '%s', which is no file in its folder: export it again."
            .formatted(model, array, location),
        cause);
  }

  private long number(String key, long otherwise) {
    String text = entries.getOrDefault(key, Long.toString(otherwise));
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new DataException(
          "ONNX model %s gives array %s the %s '%s', which is no number: export it again."
              .formatted(model, array, key, text),
          e);
    }
  }
}
