package dev.facet.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What someone with write access might do to a bundle. */
final class Tampering {
  private static final int BLOCK = 2000;

  private Tampering() {}

  /** Lets two blocks of weights change places: the model loads, and answers something else. */
  static void swapWeights(Path bundle) {
    try {
      Path file = bundle.resolve("model.onnx");
      byte[] model = Files.readAllBytes(file);
      int first = model.length / 2;
      int second = first + 2 * BLOCK;
      byte[] kept = Arrays.copyOfRange(model, first, first + BLOCK);
      System.arraycopy(model, second, model, first, BLOCK);
      System.arraycopy(kept, 0, model, second, BLOCK);
      Files.write(file, model);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
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
