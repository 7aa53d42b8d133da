package dev.facet.bench.training;

import dev.facet.trainer.data.CelebaLayout;
import dev.facet.trainer.data.Example;
import dev.facet.trainer.data.FaceStore;
import dev.facet.trainer.data.Partition;
import dev.facet.trainer.draw.DrawnFaces;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A few batches of drawn faces, the same for both sides.
 *
 * @param images for each batch {@code [N, 3, H, W]}, normalised
 * @param labels for each batch {@code [N, 40]} of 0 and 1
 */
record Faces(List<float[]> images, List<float[]> labels) {
  /** How many there are. */
  static final int BATCHES = 4;

  /** Attributes of a face. */
  static final int ATTRIBUTES = 40;

  private static final long SEED = 7;

  /** Draws the faces and writes them to a file. */
  static void draw(Case which, Path folder, Path file) throws IOException {
    // seven of ten drawn faces are for training
    DrawnFaces.write(folder, BATCHES * which.batch() * 2, which.width(), which.height(), SEED);
    List<Example> faces =
        CelebaLayout.read(folder).examples(Partition.TRAIN).subList(0, BATCHES * which.batch());
    byte[] rgb = new byte[3 * which.height() * which.width()];
    try (FaceStore store = FaceStore.open(faces, which.width(), which.height());
        DataOutputStream out =
            new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (int i = 0; i < store.size(); i++) {
        store.read(i, rgb);
        for (int channel = 0; channel < 3; channel++) {
          for (int pixel = channel; pixel < rgb.length; pixel += 3) {
            out.writeFloat(((rgb[pixel] & 0xff) / 255f - 0.45f) / 0.3f);
          }
        }
        for (boolean shown : store.labels(i)) {
          out.writeFloat(shown ? 1 : 0);
        }
      }
    }
  }

  /** Reads what {@link #draw} wrote. */
  static Faces read(Case which, Path file) throws IOException {
    int pixels = 3 * which.height() * which.width();
    List<float[]> images = new java.util.ArrayList<>();
    List<float[]> labels = new java.util.ArrayList<>();
    ByteBuffer numbers = ByteBuffer.wrap(Files.readAllBytes(file));
    for (int batch = 0; batch < BATCHES; batch++) {
      float[] image = new float[which.batch() * pixels];
      float[] label = new float[which.batch() * ATTRIBUTES];
      for (int i = 0; i < which.batch(); i++) {
        for (int k = 0; k < pixels; k++) {
          image[i * pixels + k] = numbers.getFloat();
        }
        for (int k = 0; k < ATTRIBUTES; k++) {
          label[i * ATTRIBUTES + k] = numbers.getFloat();
        }
      }
      images.add(image);
      labels.add(label);
    }
    return new Faces(images, labels);
  }
}
