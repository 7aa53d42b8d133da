package dev.facet.trainer.fit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.facet.trainer.data.DataException;
import dev.facet.trainer.file.WholeFile;
import dev.facet.trainer.optimize.Numbers;
import dev.facet.trainer.optimize.WeightBlock;
import dev.facet.trainer.weights.NamedArrays;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * What a run needs to go on: a file of a magic number, the length of a JSON header, the header, the
 * state's segments one after another in little-endian order, the weights first, and a CRC-32C of it
 * all. A new one replaces the old in one move after it has reached the disk, so there is always a
 * whole one.
 */
final class Checkpoint {
  private static final long MAGIC = 0x46434554_43503032L; // "FCETCP02"
  private static final int PREFIX = Long.BYTES + Integer.BYTES;
  private static final long MOST_HEADER = 1 << 26;
  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());

  /**
   * The header.
   *
   * @param recipe digest of the recipe
   * @param dataset digest of the dataset
   * @param position where the run stands
   * @param places where each array lies in the weights
   */
  record Header(String recipe, String dataset, Position position, List<WeightBlock.Place> places) {}

  private Checkpoint() {}

  static void write(Path file, Header header, List<Numbers> state) throws IOException {
    WholeFile.replace(file, partial -> writeTo(partial, header, state));
  }

  private static void writeTo(Path file, Header header, List<Numbers> state) throws IOException {
    byte[] json = JSON.writeValueAsBytes(header);
    CRC32C checksum = new CRC32C();
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer prefix = ByteBuffer.allocate(PREFIX).order(ByteOrder.LITTLE_ENDIAN);
      put(channel, checksum, prefix.putLong(MAGIC).putInt(json.length).flip());
      put(channel, checksum, ByteBuffer.wrap(json));
      for (Numbers numbers : state) {
        put(channel, checksum, numbers.saved().asByteBuffer());
      }
      ByteBuffer end = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      end.putLong(checksum.getValue()).flip();
      while (end.hasRemaining()) {
        channel.write(end);
      }
      channel.force(true);
    }
  }

  private static void put(FileChannel channel, CRC32C checksum, ByteBuffer bytes)
      throws IOException {
    checksum.update(bytes.duplicate());
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /**
   * Reads the header and fills the state.
   *
   * @throws DataException if the file is damaged or was written for another network
   */
  static Header read(Path file, List<Numbers> state) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        Arena arena = Arena.ofConfined()) {
      MemorySegment all = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
      long body = all.byteSize() - Long.BYTES;
      requireWhole(file, all, body);
      int length = little(all, Long.BYTES, Integer.BYTES).getInt();
      long needed = (long) PREFIX + length + state.stream().mapToLong(Numbers::bytes).sum();
      if (length < 0 || length > MOST_HEADER || needed != body) {
        throw new DataException(
            "checkpoint %s belongs to another network: it has %d bytes where this recipe needs %d."
                .formatted(file, body, needed));
      }
      byte[] json = new byte[length];
      little(all, PREFIX, length).get(json);
      long at = (long) PREFIX + length;
      for (Numbers numbers : state) {
        numbers.restore(all.asSlice(at, numbers.bytes()));
        at += numbers.bytes();
      }
      return header(file, json);
    }
  }

  /**
   * The weights alone, by name.
   *
   * @throws DataException if the file is damaged
   */
  static Map<String, NamedArrays.Values> weights(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        Arena arena = Arena.ofConfined()) {
      MemorySegment all = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
      long body = all.byteSize() - Long.BYTES;
      requireWhole(file, all, body);
      byte[] json = new byte[little(all, Long.BYTES, Integer.BYTES).getInt()];
      little(all, PREFIX, json.length).get(json);
      long start = (long) PREFIX + json.length;
      Map<String, NamedArrays.Values> arrays = new LinkedHashMap<>();
      for (WeightBlock.Place place : header(file, json).places()) {
        float[] numbers = new float[Math.toIntExact(place.length())];
        little(all, start + place.offset() * Float.BYTES, place.length() * Float.BYTES)
            .asFloatBuffer()
            .get(numbers);
        arrays.put(place.name(), new NamedArrays.Values(place.shape(), numbers));
      }
      return arrays;
    }
  }

  private static void requireWhole(Path file, MemorySegment all, long body) {
    if (body < PREFIX || little(all, 0, PREFIX).getLong() != MAGIC || !intact(all, body)) {
      throw new DataException(
          "checkpoint %s is damaged: delete it to start the run again.".formatted(file));
    }
  }

  private static Header header(Path file, byte[] json) throws IOException {
    try {
      return JSON.readValue(json, Header.class);
    } catch (JsonProcessingException e) {
      throw new DataException(
          "checkpoint %s was written by another version of Facet: go on with that one, or delete it."
              .formatted(file),
          e);
    }
  }

  private static ByteBuffer little(MemorySegment all, long offset, long length) {
    return all.asSlice(offset, length).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  private static boolean intact(MemorySegment all, long body) {
    CRC32C checksum = new CRC32C();
    long step = 1 << 28;
    for (long at = 0; at < body; at += step) {
      checksum.update(all.asSlice(at, Math.min(step, body - at)).asByteBuffer());
    }
    return checksum.getValue() == little(all, body, Long.BYTES).getLong();
  }
}
