package dev.facet.exporter.onnx;

import dev.facet.exporter.graph.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A model as the files that hold it: one, or, where its weights are more than one file of protobuf
 * can hold, a second one with the large weights (ONNX's external data).
 */
public final class OnnxFiles {
  /** Protobuf's limit of 2 GiB, less what a graph takes beside its weights. */
  public static final long MOST_BYTES = (1L << 31) - (64L << 20);

  /** Pages of memory: whoever maps the second file finds every tensor at the start of one. */
  private static final int ALIGNMENT = 4096;

  /** Smaller tensors stay in the model. */
  private static final int LARGE = 1024;

  private final byte[] model;
  private final Map<String, Tensor> apart;

  OnnxFiles(byte[] model, Map<String, Tensor> apart) {
    this.model = model;
    this.apart = Collections.unmodifiableMap(new LinkedHashMap<>(apart));
  }

  /** How the second file of a model is called. */
  public static String dataFile(String modelFile) {
    return modelFile + ".data";
  }

  /** The bytes of the {@code .onnx} file; not copied. */
  public byte[] model() {
    return model;
  }

  /** The weights in the second file, in its order; empty if there is none. */
  public Map<String, Tensor> apart() {
    return apart;
  }

  /** Writes the second file. */
  public void writeData(OutputStream to) throws IOException {
    WritableByteChannel channel = Channels.newChannel(to);
    for (Tensor tensor : apart.values()) {
      ByteBuffer bytes = tensor.bytes();
      int padding = Math.toIntExact(aligned(bytes.remaining()) - bytes.remaining());
      write(bytes, channel);
      write(ByteBuffer.allocate(padding), channel);
    }
  }

  private static void write(ByteBuffer bytes, WritableByteChannel channel) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** The large ones among weights, if all together are more than a file holds. */
  static Map<String, Tensor> large(Map<String, Tensor> weights, long most) {
    long all = weights.values().stream().mapToLong(OnnxFiles::bytes).sum();
    Map<String, Tensor> large = new LinkedHashMap<>();
    if (all > most) {
      large.putAll(weights);
      large.values().removeIf(tensor -> bytes(tensor) < LARGE);
    }
    return large;
  }

  /** Where each tensor begins in the second file. */
  static Map<String, Long> offsets(Map<String, Tensor> apart) {
    Map<String, Long> offsets = new LinkedHashMap<>();
    long end = 0;
    for (Map.Entry<String, Tensor> entry : apart.entrySet()) {
      offsets.put(entry.getKey(), end);
      end += aligned(bytes(entry.getValue()));
    }
    return offsets;
  }

  private static long bytes(Tensor tensor) {
    return tensor.bytes().remaining();
  }

  private static long aligned(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }
}
