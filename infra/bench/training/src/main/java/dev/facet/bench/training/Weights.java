package dev.facet.bench.training;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One array of the network as it starts.
 *
 * @param shape its extents
 * @param decays whether weight decay applies
 * @param values in C order
 */
record Weights(List<Long> shape, boolean decays, FloatBuffer values) {
  static void write(Map<String, Weights> all, Path file) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeInt(all.size());
      for (Map.Entry<String, Weights> entry : all.entrySet()) {
        out.writeUTF(entry.getKey());
        out.writeBoolean(entry.getValue().decays());
        out.writeInt(entry.getValue().shape().size());
        for (long extent : entry.getValue().shape()) {
          out.writeLong(extent);
        }
        FloatBuffer values = entry.getValue().values();
        for (int i = 0; i < values.capacity(); i++) {
          out.writeFloat(values.get(i));
        }
      }
    }
  }

  static Map<String, Weights> read(Path file) throws IOException {
    Map<String, Weights> all = new LinkedHashMap<>();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        String name = in.readUTF();
        boolean decays = in.readBoolean();
        int rank = in.readInt();
        List<Long> shape = new ArrayList<>();
        int length = 1;
        for (int k = 0; k < rank; k++) {
          shape.add(in.readLong());
          length *= Math.toIntExact(shape.get(k));
        }
        float[] values = new float[length];
        for (int k = 0; k < length; k++) {
          values[k] = in.readFloat();
        }
        all.put(name, new Weights(shape, decays, FloatBuffer.wrap(values)));
      }
    }
    return all;
  }
}
