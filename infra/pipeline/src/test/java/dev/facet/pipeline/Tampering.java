package dev.facet.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What someone with write access might do to a bundle. */
final class Tampering {
  private static final int BLOCK = 1024;
  private static final float LARGEST_WEIGHT = 20;

  private Tampering() {}

  /** Lets two blocks of weights change places: the model loads, and answers something else. */
  static void swapWeights(Path bundle) {
    try {
      Path file = bundle.resolve("model.onnx");
      byte[] model = Files.readAllBytes(file);
      int first = weights(model);
      int second = first + BLOCK;
      byte[] kept = Arrays.copyOfRange(model, first, first + BLOCK);
      System.arraycopy(model, second, model, first, BLOCK);
      System.arraycopy(kept, 0, model, second, BLOCK);
      Files.write(file, model);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Where two blocks lie that can only be weights: plausible numbers without a gap. */
  private static int weights(byte[] model) {
    ByteBuffer bytes = ByteBuffer.wrap(model).order(ByteOrder.LITTLE_ENDIAN);
    for (int alignment = 0; alignment < Float.BYTES; alignment++) {
      int plausible = 0;
      for (int at = model.length / 4 + alignment; at + Float.BYTES <= model.length; at += 4) {
        float value = Math.abs(bytes.getFloat(at));
        plausible = value > 1e-6f && value < LARGEST_WEIGHT ? plausible + 1 : 0;
        if (plausible * Float.BYTES == 2 * BLOCK) {
          return at + Float.BYTES - 2 * BLOCK;
        }
      }
    }
    throw new AssertionError("no weights were found");
  }

  /** Writes the new digest into the manifest. */
  static void tellTheManifest(Path bundle) {
    try {
      Path file = bundle.resolve("manifest.json");
      JsonNode manifest = Json.tree(Files.readAllBytes(file), "the manifest");
      ((ObjectNode) manifest.at("/files/model.onnx"))
          .put("sha256", Digests.of(bundle.resolve("model.onnx")));
      Json.write(file, manifest);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
